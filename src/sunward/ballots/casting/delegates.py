"""Who in the room comes for a household: one person votes for one, by their hand, their voice or a sheet as on the web.

Who fills which place is known to the context above; `config/wiring.py` says who tells it.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from sunward.ballots.models import Mark, Roll, RollEntry, TakenBack, Vote
from sunward.ballots.roll import places
from sunward.kernel.refs import Ref, person_number
from sunward.registry import queries as registry

Told = Callable[[Ref, datetime], Mapping[int, int]]
_TOLD: list[Told] = []


def bind(told: Told) -> None:
    """Say who (rows of people, by place) came in person to the room where something is voted on, at a moment."""
    _TOLD[:] = [told]


def told_of(roll: Roll, about: Ref, at: datetime, room: Collection[int]) -> dict[str, int] | None:
    """Who came for which of the places in a room, to be kept with the vote that is put there: what is entered on the
    list of attendance afterwards moves nobody. None of other rolls."""
    if not _TOLD or not registry.of_households(roll.of):
        return None
    return {str(place): row for place, row in _TOLD[0](about, at).items() if place in room}


def delegates_in(vote: Vote) -> Mapping[int, int]:
    """The rows of those who came for a household, by its place; of other rolls, and outside a room, nobody."""
    if vote.in_room is None:
        return {}
    kept = vote.delegates
    if kept is None:  # of other rolls; or it was put by a release that asked the list each time
        kept = told_of(vote.roll, vote.about, vote.opened_at, vote.in_room) or {}
    return {int(place): row for place, row in kept.items()}


def seat_of(vote: Vote, person: str) -> RollEntry | None:
    """The place for which somebody (`person:<number>`) was in the room when a question was put: of households that for
    which the list of attendance had them, wherever they live. None for whoever was not there."""
    if vote.in_room is None:
        return None
    if not registry.of_households(vote.roll.of):
        place = places.place_of(vote, person)
        return place if place and place.pk in vote.in_room else None
    row = registry.person_rows([person]).get(person)
    return next((places.entry_of(vote, key) for key, who in delegates_in(vote).items() if who == row), None)


def passed_over(vote: Vote, person: str) -> RollEntry | None:
    """The place for which somebody was in the room with a vote, and hands were counted or names called without them.
    Nobody else of their household was; and who has voted for another was not passed over."""
    seat = seat_of(vote, person)
    if seat is None or (seat.by_household and places.mark_by(vote, person)):
        return None
    return seat if places.left_out(vote, seat) else None


def is_of(mark: Mark, person: str) -> bool:
    """Whether a mark is that of somebody who fills its place. Of a household, where it is known who came, it is theirs
    alone: what was said and done in the room another of it cannot know."""
    return mark.came is None or str(mark.came) == person


def answer_of(vote: Vote, person: str) -> Mark | None:
    """The answer of a roll call that was entered for somebody, and not for another who came for their household."""
    place = places.place_of(vote, person)
    rows = Mark.objects.filter(vote=vote, entry=place, channel="roll_call").select_related("came", "entry")
    mark = rows.first() if place else None
    return mark if mark and is_of(mark, person) else None


def taken_back_from(vote: Vote, person: str) -> "QuerySet[TakenBack]":
    """The sheets that somebody had taken and that came back as unused, the first one first: of households, where it is
    known who took them, theirs alone."""
    place = places.place_of(vote, person)
    theirs = Q(mark__came__number=person_number(person))
    if place:
        theirs |= Q(mark__came=None, mark__entry=place)
    return TakenBack.objects.filter(theirs, mark__vote=vote).select_related("mark").order_by("pk")


def voted_elsewhere(vote: Vote) -> dict[int, Mark]:
    """The places whose delegate has voted for another household by now, with that mark: where somebody lived can be put
    right on the evening itself."""
    here = delegates_in(vote)
    marks = Mark.objects.filter(vote=vote, came__in=here.values(), withdrawn_on=None) if here else ()
    by_person = {mark.came_id: mark for mark in marks}
    found = {place: by_person.get(person) for place, person in here.items()}
    return {place: mark for place, mark in found.items() if mark is not None and mark.entry_id != place}
