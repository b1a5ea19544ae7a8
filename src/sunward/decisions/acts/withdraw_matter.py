"""Withdraw a matter."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.decisions.models import Matter
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class WithdrawFacts:
    reason: str = asked("撤回的原因", "why it is withdrawn")


@register
class WithdrawMatter(Act[Matter, WithdrawFacts]):
    """A matter on which nothing has been decided is taken off the table; what was reported stays."""

    name = "decisions.withdraw_matter"
    title = Text("撤回事项", "withdraw a matter")
    kind = "effect"
    subject_type = "matter"
    subject_model = Matter
    facts_type = WithdrawFacts

    def standing(self) -> Iterator[Finding]:
        yield Finding(
            "not_withdrawn",
            self.subject.withdrawn_on is None,
            Text("每件事只能撤回一次。", "A matter can be withdrawn once."),
        )
        yield Finding(
            "undecided",
            not self.subject.decisions.exists(),
            Text(
                "已有决定的事项不能撤回，只能由新的决定取代。",
                "Once there is a decision it can only be superseded by a new one.",
            ),
        )

    def write(self) -> Outcome:
        self.subject.withdrawn_on, self.subject.withdrawn_reason = self.call.day, self.facts.reason
        self.subject.save(update_fields=["withdrawn_on", "withdrawn_reason"])
        return Outcome(result=self.subject.ref)
