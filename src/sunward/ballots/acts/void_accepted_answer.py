"""Somebody never said that the answer entered now is theirs: a clerk did; follows from an upheld dispute, granted to
nobody."""

from sunward.ballots.acting import ActOnVote
from sunward.ballots.models import DeniedAnswer
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

LATE = Text(
    "注意：结果已经核定，而这个回答本人一直没有认可。",
    "Alert: the result has been certified, and whose answer this is has never agreed with it.",
)


@register
class VoidAcceptedAnswer(ActOnVote[UndoneAtDesk]):
    """The denial stands again, unless they have denied it anew since. A result that is certified is marked."""

    name = "ballots.void_accepted_answer"
    title = Text("作废窗口代办的认可回答", "void an answer accepted at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row = DeniedAnswer.objects.filter(vote=self.subject, accepted_in=self.facts.undone, void_on=None).first()
        if row is None:
            return Outcome(self.subject.ref)
        if self.subject.certified_on is not None:
            return Outcome(self.subject.ref, findings=[Finding("certified_without_it", False, LATE)])
        open_again = DeniedAnswer.objects.filter(vote=self.subject, entry=row.entry, corrected_on=None).exists()
        if not open_again:
            row.corrected_on = None
            row.save(update_fields=["corrected_on"])
        return Outcome(self.subject.ref)
