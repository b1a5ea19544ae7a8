"""What a clerk entered as somebody's own answer was not theirs: it no longer counts; follows from an upheld dispute,
granted to nobody."""

from sunward.ballots.acting import ActOnVote
from sunward.ballots.counting import sampling
from sunward.ballots.models import SampledVoter
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

LATE = Text("注意：结果已经按这个回答核定。", "Alert: the result has been certified with this answer.")


@register
class VoidOwnAnswer(ActOnVote[UndoneAtDesk]):
    """What an officer has entered counts again, until they answer themselves."""

    name = "ballots.void_own_answer"
    title = Text("作废窗口代办的回访回答", "void an answer to the sample entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        rows = SampledVoter.objects.filter(vote=self.subject, own_entry=self.facts.undone, own_void_on=None)
        number = rows.update(own_void_on=self.call.day)
        if self.subject.certified_on is None:
            sampling.draw_replacements(self.subject)
            return Outcome(self.subject.ref)
        late = [Finding("certified_with_it", False, LATE)] if number else []
        return Outcome(self.subject.ref, findings=late)
