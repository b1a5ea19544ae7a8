"""Who in the room comes for a household: one person votes for one, by hand, voice or sheet as on the web."""

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from sunward.ballots.casting.absent import was_emptied
from sunward.ballots.casting.proxied import FETCHED, emptied, is_of_proxy, kept, was_there
from sunward.ballots.casting.seated import told_of
from sunward.ballots.models import Mark, RollEntry, TakenBack, Vote
from sunward.ballots.roll import places
from sunward.kernel.refs import person_number
from sunward.registry import queries as registry


def delegates_in(vote: Vote) -> Mapping[int, int]:
    """The rows of those who came for a household, by its place; of other rolls, and outside a room, nobody."""
    if vote.in_room is None or not registry.of_households(vote.roll.of):
        return {}
    if vote.delegates is None:  # it was put by a release that asked the list each time
        return told_of(vote.about, vote.opened_at, vote.in_room).came
    return {int(place): row for place, row in vote.delegates.items()}


def sits_for(vote: Vote, place: RollEntry, person: str) -> None:
    """Somebody of a household (`person:<number>`) has come to its place, and answers for it from now on."""
    if place.by_household and vote.in_room is not None:
        now = {**delegates_in(vote), place.pk: registry.person_rows([person])[person]}
        vote.delegates = {str(one): row for one, row in now.items()}
        vote.save(update_fields=["delegates"])


def waits(vote: Vote, place: RollEntry) -> bool:
    """Whether a place in the room is for whoever comes to it: by the word of those who had been entered nobody sat
    there, and nobody has come since of whom anything was taken, or who was left out. What people gave once they had
    come in truth stays theirs, whoever of the household comes later."""
    if place.pk in emptied(vote):
        return True
    return was_emptied(vote, place) and not places.mark_of(vote, place) and not places.left_out(vote, place)


def seat_of(vote: Vote, person: str) -> RollEntry | None:
    """The place for which somebody (`person:<number>`) was in the room when a question was put: of households that for
    which the list of attendance had them, wherever they live. None for whoever was not there, or sent a proxy."""
    if vote.in_room is None:
        return None
    if not registry.of_households(vote.roll.of):
        place = places.place_of(vote, person)
        return place if place and was_there(vote, place) else None
    row = registry.person_rows([person]).get(person)
    return next((places.entry_of(vote, key) for key, who in delegates_in(vote).items() if who == row), None)


def chairs_taken(seats: Mapping[Vote, RollEntry]) -> frozenset[Vote]:
    """Of some votes with the household of whoever asks, those in which somebody sat for it when the question was put in
    the room alone, and does not come for it, as the register was put right since: those who do were outside."""
    sat: dict[int, list[Vote]] = {}
    for vote, place in seats.items():
        if vote.room_alone and (row := delegates_in(vote).get(place.pk)):
            sat.setdefault(row, []).append(vote)
    people = registry.persons_of_rows(sat) if sat else {}
    homes = {row: places.places_in(votes, people[row]) for row, votes in sat.items()}
    return frozenset(vote for row, votes in sat.items() for vote in votes if homes[row].get(vote) != seats[vote])


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
    """The answer of a roll call that was entered for somebody, and not for another who came for their household, or as
    their proxy: at home they have not heard it."""
    place = places.place_of(vote, person)
    rows = Mark.objects.filter(vote=vote, entry=place, channel="roll_call").select_related("came", "entry")
    mark = rows.first() if place else None
    return mark if mark and is_of(mark, person) and not is_of_proxy(vote, mark) else None


def taken_back_from(vote: Vote, person: str) -> "QuerySet[TakenBack]":
    """The sheets that somebody had taken and that came back as unused, the first one first: of households, where it is
    known who took them, theirs alone."""
    place = places.place_of(vote, person)
    theirs = Q(mark__came__number=person_number(person))
    if place:
        theirs |= (
            Q(mark__came=None, mark__entry=place) & ~Q(mark__by_stay=FETCHED) & ~Q(mark__in=_of_proxies(vote, place))
        )
    return TakenBack.objects.filter(theirs, mark__vote=vote).select_related("mark").order_by("pk")


def _of_proxies(vote: Vote, place: RollEntry) -> list[int]:
    """The marks of a place that are not its holder's: what was handed to a proxy they have not seen."""
    rows = Mark.objects.filter(vote=vote, entry=place) if place.pk in kept(vote) else ()
    return [mark.pk for mark in rows if is_of_proxy(vote, mark)]


def voted_elsewhere(vote: Vote) -> dict[int, Mark]:
    """The places whose delegate has voted for another household by now, with that mark: where somebody lived can be put
    right on the evening itself."""
    here = delegates_in(vote)
    marks = Mark.objects.filter(vote=vote, came__in=here.values(), withdrawn_on=None) if here else ()
    by_person = {mark.came_id: mark for mark in marks}
    found = {place: by_person.get(person) for place, person in here.items()}
    return {place: mark for place, mark in found.items() if mark is not None and mark.entry_id != place}
