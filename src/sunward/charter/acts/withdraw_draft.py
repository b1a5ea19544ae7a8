"""Withdraw a draft."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.charter import ports
from sunward.charter.models import Draft
from sunward.charter.undecided import undecided
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

FREE = Text("没有会议正在审议这份草案。", "No meeting is deciding on this draft.")
LAID = Text(
    "事项 {matter} 请求对它作出决定，或者已经决定：先要撤回那件事，已经决定的草案不再撤回。",
    "Matter {matter} asks for a decision on it, or has one: that matter has to be withdrawn first, and a draft that "
    "was decided on is withdrawn no more.",
)


@dataclass(frozen=True, slots=True)
class WithdrawalFacts:
    reason: str = asked("撤回的原因", "why it is withdrawn")


@register
class WithdrawDraft(Act[Draft, WithdrawalFacts]):
    """Takes back a draft that lies before no meeting: what people are to vote on, or voted for, is not taken away."""

    name = "charter.withdraw_draft"
    title = Text("撤回草案", "withdraw a draft")
    kind = "effect"
    subject_type = "draft"
    subject_model = Draft
    facts_type = WithdrawalFacts

    def standing(self) -> Iterator[Finding]:
        yield from undecided(self.subject)
        matter = ports.laid_before(self.subject.number)
        yield Finding("laid_before", not matter, LAID.fill(matter=matter) if matter else FREE, actual=matter)

    def write(self) -> Outcome:
        self.subject.withdrawn_on, self.subject.withdrawn_because = self.call.day, self.facts.reason
        self.subject.save(update_fields=["withdrawn_on", "withdrawn_because"])
        return Outcome(result=self.subject.ref)
