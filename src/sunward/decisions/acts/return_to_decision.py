"""Count money that came back to the decision it was drawn on; a consequence, granted to nobody."""

from collections.abc import Iterator

from sunward.decisions.acts.draw_on_decision import DrawFacts
from sunward.decisions.balance import give_back
from sunward.decisions.models import Decision
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@register
class ReturnToDecision(Act[Decision, DrawFacts]):
    """Money released under this decision came back, or never left: it may be released again."""

    name = "decisions.return_to_decision"
    title = Text("退回决定额度", "return money to a decision")
    kind = "effect"
    subject_type = "decision"
    subject_model = Decision
    facts_type = DrawFacts

    def judge(self) -> Iterator[Finding]:
        released = self.subject.released
        text = Text(f"这个决定已支出 {released} 元。", f"{released} yuan have been released under this decision.")
        ok = self.facts.amount <= released
        yield Finding("released_amount", ok, text, required=f"<= {released}", actual=str(self.facts.amount))

    def write(self) -> Outcome:
        give_back(self.subject, self.facts.amount)
        return Outcome(result=self.subject.ref)
