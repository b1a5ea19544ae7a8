"""Who was drawn to be asked back: what the drawn are told, and whom those who ask write to."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sunward.ballots import policies
from sunward.ballots.counting import sampling
from sunward.ballots.models import Mark, SampledVoter, Vote
from sunward.ballots.roll import places
from sunward.ballots.rules.words import question_said
from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.registry import queries as registry

MOST = 200
# Nobody has their own word: they have said nothing, a clerk entered it for them, or it was found to be not theirs.
UNSAID = Q(own_answer=None) | Q(own_entered_by__isnull=False) | Q(own_void_on__isnull=False)


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A vote after whose close somebody was drawn and has not said themselves whether they voted; `entered` is what
    somebody else has entered for them, `until` the day by which they are to be asked."""

    vote: str
    question: Text
    entered: str
    until: date | None


@dataclass(frozen=True, slots=True)
class DrawnVoter:
    """Somebody to whom a letter goes: name and door, for the hands that carry it."""

    name: str
    door: str


def asks_me(person: str, community: str) -> list[AskedBack]:
    """The votes that wait for somebody's own word. One query where nobody is being asked."""
    waiting = SampledVoter.objects.filter(
        UNSAID, vote__community_code=community, vote__certified_on=None, vote__annulled_on=None
    )
    votes = Vote.objects.select_related("roll").filter(pk__in=waiting.values("vote")).order_by("pk")[:MOST]
    mine = places.places_in(list(votes), person)
    if not mine:
        return []
    drawn = waiting.filter(vote__in=mine, entry__in=[one.pk for one in mine.values()]).select_related("vote")
    drawn = sampling.of_whoever_came(drawn, person)
    return [
        AskedBack(one.vote.number, question_said(one.vote.question), _entered(one), _until(one.vote)) for one in drawn
    ]


def _entered(one: SampledVoter) -> str:
    """What others have entered for them: a clerk at the desk, or whoever asked them."""
    return (one.own_answer if one.own_void_on is None else None) or one.answer


def asked_until(vote: str) -> date | None:
    """The day by which those who were drawn after a vote are to be asked; None where no rule gives one."""
    return _until(Vote.objects.get(number=vote))


def _until(vote: Vote) -> date | None:
    if vote.closed_at is None:
        return None
    closed = clock.civil_day(vote.closed_at)
    return charter.done_by("ballots.answer_sample", vote.community_code, closed)


def letters_to_drawn(vote: str, viewer: Viewer) -> tuple[DrawnVoter, ...] | None:
    """Those who were drawn and have not answered themselves, by door; None for whoever may not write to them."""
    row = Vote.objects.filter(number=vote, community_code=viewer.community).first()
    if row is None or not policies.may_write_to_drawn(viewer):
        return None
    found = SampledVoter.objects.filter(UNSAID, vote=row).select_related("entry__person", "entry__household")
    came = {mark.entry_id: mark for mark in sampling.who_came(row)}
    letters = (_to(one, row, came.get(one.entry_id)) for one in found[:MOST])
    return tuple(sorted(letters, key=lambda one: (one.door, one.name)))


def _to(one: SampledVoter, vote: Vote, mark: Mark | None) -> DrawnVoter:
    """To whoever is known to have come for a household, where they live: they alone can say whether they did."""
    entry = one.entry
    if mark and mark.came:
        return DrawnVoter(str(mark.came.named), registry.door_of(str(mark.came), vote.community_code))
    name = str(entry.person.named) if entry.person and not entry.by_household else ""
    door = entry.household.door if entry.household else registry.door_of(str(entry.person), vote.community_code)
    return DrawnVoter(name, door)
