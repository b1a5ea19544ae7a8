"""Somebody never said that the roll call had another answer than theirs, or that their sheet lies in the box: a clerk
did; follows from an upheld dispute,
granted to nobody."""

from sunward.ballots.acting import ActOnVote
from sunward.ballots.models import DeniedAnswer, TakenBack
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

ANEW = Text(
    "注意：因为这次否认，回答已经重新登记；不对的，由本人自己说。",
    "Alert: for this denial the answer has been entered anew. If that is wrong they say so themselves.",
)
CERTIFIED = Text("注意：结果已经带着这条否认核定。", "Alert: the result has been certified with this denial on it.")


@register
class VoidDenial(ActOnVote[UndoneAtDesk]):
    """The answer stands as it was entered, the sheet as taken back."""

    name = "ballots.void_denial"
    title = Text("作废窗口代办的否认", "void a denial entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        said = DeniedAnswer.objects.filter(vote=self.subject, said_in=self.facts.undone)
        day, marks = self.call.day, []
        if said.exclude(corrected_on=None).exists():
            marks.append(Finding("entered_anew", False, ANEW))
        elif self.subject.certified_on is not None:
            marks.append(Finding("certified_with_it", False, CERTIFIED))
        said.filter(corrected_on=None).update(corrected_on=day, void_on=day)
        sheets = TakenBack.objects.filter(mark__vote=self.subject, denied_in=self.facts.undone, denial_over_on=None)
        if sheets.update(denial_over_on=day) and self.subject.certified_on is not None:
            marks.append(Finding("certified_with_it", False, CERTIFIED))
        return Outcome(self.subject.ref, findings=marks)
