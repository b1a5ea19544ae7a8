"""Somebody was entered as present when a question was put, and was not there; follows from their own word, granted to
nobody."""

from dataclasses import dataclass

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting.absent import CameInTruth, was_not_there
from sunward.ballots.counting.doubts import marks_of_false_proxies
from sunward.ballots.models import DeniedAnswer
from sunward.ballots.roll import places
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class AbsentFacts:
    entry: int = asked("名册上的位置", "the place on the roll", private=True)
    person: str = asked("谁", "who", private=True, default="")
    answered_by: str = asked(
        "登记举手、答复时谁已经到了", "who had come when hands or answers were entered", private=True, default=""
    )
    sheet_by: str = asked(
        "谁后来到了，可能领过票", "who came since, and may have taken a sheet", private=True, default=""
    )


@dataclass(frozen=True, slots=True)
class FormerFacts:
    since: str = asked("以后在那里的是谁", "who sat there when all was entered", private=True, default="")
    sheets: bool = asked("后来到了，可能领过票", "came since, and may have taken a sheet", private=True, default=False)


@register
class NoteAbsent(ActOnVote[AbsentFacts]):
    """While the vote is open nothing more is taken for the place, until somebody comes. What was counted stays, for
    nobody knows what it was, and so does that the place counted as present: both are marked."""

    name = "ballots.note_absent"
    title = Text("付诸表决时登记为到会的人不在会场", "note that somebody entered as present was not there")
    kind = "report"
    facts_type = AbsentFacts
    once_asked = FormerFacts

    def write(self) -> Outcome:
        vote, entry = self.subject, places.entry_of(self.subject, self.facts.entry)
        if entry is not None and vote.in_room is not None:
            facts = self.facts
            came = CameInTruth(facts.answered_by, facts.sheet_by)
            was_not_there(vote, entry, facts.person, self.call.at, came)
            said = DeniedAnswer.objects.filter(vote=vote, entry=entry, corrected_on=None)
            said.update(corrected_on=self.call.day)  # whoever was not there was not left out
        return Outcome(result=vote.ref, findings=list(marks_of_false_proxies(vote)))
