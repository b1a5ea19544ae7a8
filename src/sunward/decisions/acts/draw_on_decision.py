"""Count a release against the decision that authorises it; a consequence of the payment, granted to nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sunward.decisions.balance import draw
from sunward.decisions.judging.standing import state_of
from sunward.decisions.models import Decision
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class DrawFacts:
    amount: Decimal = asked("金额（元）", "yuan")
    purpose: str = asked("用于（编号）", "for what (its reference)", default="")


@register
class DrawOnDecision(Act[Decision, DrawFacts]):
    """Money leaves under this decision: never more than it authorised, and only while it stands."""

    name = "decisions.draw_on_decision"
    title = Text("按决定支出", "draw on a decision")
    kind = "effect"
    subject_type = "decision"
    subject_model = Decision
    facts_type = DrawFacts

    def standing(self) -> Iterator[Finding]:
        state = state_of(self.subject, self.call.day)
        text = Text("只有符合程序、仍然有效的决定可以支出。", "Only a decision in force releases money.")
        yield Finding("decision_in_force", state.unlocks, text, actual=state.word)

    def judge(self) -> Iterator[Finding]:
        left = (self.subject.authorised or Decimal(0)) - self.subject.released
        text = Text(f"这个决定还可支出 {left} 元。", f"{left} yuan are left of what this decision authorised.")
        yield Finding(
            "authorised_amount", self.facts.amount <= left, text, required=f"<= {left}", actual=str(self.facts.amount)
        )

    def write(self) -> Outcome:
        draw(self.subject.number, self.facts.amount)
        return Outcome(result=self.subject.ref)
