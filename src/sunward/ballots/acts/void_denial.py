"""Somebody never said that the roll call had another answer than theirs, or that their sheet lies in the box, or that
they took none: a clerk did; follows from an upheld dispute, granted to nobody."""

from sunward.ballots.acting import ActOnVote
from sunward.ballots.models import DeniedAnswer, DeniedSheet, TakenBack
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

ANEW = Text(
    "注意：因为这次否认，回答已经重新登记；不对的，由本人自己说。",
    "Alert: for this denial the answer has been entered anew. If that is wrong they say so themselves.",
)
TOLD = Text(
    "注意：后来又说过一次当时的回答，以后来说的为准。",
    "Alert: what they answered has been told since. What was said last stands.",
)
AGREED = Text("注意：后来已经认可登记的回答。", "Alert: the answer as it is entered has been agreed with since.")
CERTIFIED = Text("注意：结果已经带着这条否认核定。", "Alert: the result has been certified with this denial on it.")


@register
class VoidDenial(ActOnVote[UndoneAtDesk]):
    """The answer stands as it was entered, the sheet as taken back, or as handed out."""

    name = "ballots.void_denial"
    title = Text("作废窗口代办的否认", "void a denial entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        said = DeniedAnswer.objects.filter(vote=self.subject, said_in=self.facts.undone)
        day, marks = self.call.day, []
        over = said.exclude(corrected_on=None).first()
        if over is not None:
            marks.append(how_it_ended(over))
        elif self.subject.certified_on is not None:
            marks.append(Finding("certified_with_it", False, CERTIFIED))
        said.filter(corrected_on=None).update(corrected_on=day, void_on=day)
        sheets = TakenBack.objects.filter(mark__vote=self.subject, denied_in=self.facts.undone, denial_over_on=None)
        never = DeniedSheet.objects.filter(mark__vote=self.subject, denied_in=self.facts.undone, void_on=None)
        over_now = sheets.update(denial_over_on=day) + never.update(void_on=day)
        if over_now and self.subject.certified_on is not None:
            marks.append(Finding("certified_with_it", False, CERTIFIED))
        return Outcome(self.subject.ref, findings=marks)


def how_it_ended(denial: DeniedAnswer) -> Finding:
    """Why a denial did not stand any more when it was voided: one that told nothing is taken over by the next that
    tells, some are agreed with, and else the roll was called again for it."""
    later = DeniedAnswer.objects.filter(vote=denial.vote, entry=denial.entry, pk__gt=denial.pk).exclude(said="")
    if denial.accepted_in is not None:
        return Finding("agreed_since", False, AGREED)
    if not denial.said and later.exists():
        return Finding("told_since", False, TOLD)
    return Finding("entered_anew", False, ANEW)
