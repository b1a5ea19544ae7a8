"""Somebody nominated nobody: a clerk did in their name; follows from an upheld dispute, granted to nobody."""

from sunward.elections.acting import ActOnCandidate
from sunward.elections.book import rules_of_election
from sunward.elections.candidates import nominated_by
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

SHORT = Text(
    "注意：去掉这次提名，提名的人就不够了；候选人自己已经接受，仍在名单上。",
    "Alert: without it too few have nominated them. They accepted themselves, and stay on the list.",
)


@register
class VoidNomination(ActOnCandidate[UndoneAtDesk]):
    """It no longer counts, and they may nominate whom they like. Who has accepted since stands by their own word."""

    name = "elections.void_nomination"
    title = Text("作废窗口代办的提名", "void a nomination entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row, number = self.subject, person_number(self.facts.person)
        row.nominations.filter(person__number=number, void_on=None).update(void_on=self.call.day)
        rule, left = rules_of_election(self.election).candidates, nominated_by(row)
        short = rule is not None and row.accepted_on is not None and left < rule.nominated_by
        marks = (
            [Finding("nominations", False, SHORT, rule.source, f">= {rule.nominated_by}", str(left))]
            if short and rule
            else []
        )
        return Outcome(row.ref, {"nominations": left}, findings=marks)
