"""Nobody was in the room for a place when a question was put: its proxy was none. Follows from the giver's word or an
upheld dispute, granted to nobody."""

from dataclasses import dataclass

from sunward.ballots.acting import ActOnVote
from sunward.ballots.models import DeniedAnswer
from sunward.ballots.roll import places
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class VacatedFacts:
    entry: int = asked("名册上的位置", "the place on the roll", private=True)


@register
class VacatePlace(ActOnVote[VacatedFacts]):
    """While the vote is open and has nothing of that place: no hand, answer or sheet is taken for it any more, and
    nobody was left out there. What was taken stays, and is marked (`ballots.note_false_proxy`)."""

    name = "ballots.vacate_place"
    title = Text("付诸表决时这个位置没有人", "note that nobody was in the room for a place")
    kind = "report"
    facts_type = VacatedFacts

    def write(self) -> Outcome:
        vote, entry = self.subject, places.entry_of(self.subject, self.facts.entry)
        if vote.closed_at is None and vote.in_room is not None and entry and not places.mark_of(vote, entry):
            vote.in_room = [key for key in vote.in_room if key != entry.pk]
            vote.save(update_fields=["in_room"])
            DeniedAnswer.objects.filter(vote=vote, entry=entry, corrected_on=None).update(corrected_on=self.call.day)
        return Outcome(result=vote.ref)
