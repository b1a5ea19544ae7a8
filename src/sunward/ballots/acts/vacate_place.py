"""Nobody was in the room for a place when a question was put: its proxy was none. Follows from the giver's word or an
upheld dispute, granted to nobody."""

from dataclasses import dataclass

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting.proxied import note, vacate, was_there
from sunward.ballots.counting.doubts import marks_of_false_proxies
from sunward.ballots.models import DeniedAnswer
from sunward.ballots.roll import places
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.listed import listed
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class VacatedFacts:
    entry: int = asked("名册上的位置", "the place on the roll", private=True)
    stays: str = asked("代理人的到会记录", "the stays of that proxy", private=True, default="")


@register
class VacatePlace(ActOnVote[VacatedFacts]):
    """Nothing has been taken of that proxy: while the vote is open no hand, answer or sheet is taken for the place any
    more, until whose it is comes; nobody was left out there. That it was counted among those present stays, and is
    marked. What was taken stays too (`ballots.note_false_proxy`)."""

    name = "ballots.vacate_place"
    title = Text("付诸表决时这个位置没有人", "note that nobody was in the room for a place")
    kind = "report"
    facts_type = VacatedFacts

    def write(self) -> Outcome:
        vote, entry = self.subject, places.entry_of(self.subject, self.facts.entry)
        if entry is not None and vote.in_room is not None:
            stays = [*map(int, listed(self.facts.stays))]
            there = was_there(vote, entry) and vote.by_proxy is not None
            note(vote, entry, stays, self.call.day)
            if not places.mark_of(vote, entry):
                vacate(vote, entry, stays, self.call.at)
            if not there:  # else their own word that they were left out stands
                said = DeniedAnswer.objects.filter(vote=vote, entry=entry, corrected_on=None)
                said.update(corrected_on=self.call.day)
        return Outcome(result=vote.ref, findings=list(marks_of_false_proxies(vote)))
