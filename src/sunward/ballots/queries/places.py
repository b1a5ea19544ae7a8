"""The places on a roll, for whoever has to know who may come: a meeting, a vote, a list at the door."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sunward.ballots.models import FalseProxy, Roll, Vote
from sunward.ballots.roll import places as of_person
from sunward.ballots.roll.known import Lives, doors_among
from sunward.ballots.roll.places import entries_at, place_on, places_on


@dataclass(frozen=True, slots=True)
class RollPlace:
    """One place: somebody's own, or a household's. `person` and `household` are public numbers, `row` the person's
    row for a foreign key of a context above, `door` the household's. `weight` is what an owner's vote weighs by
    area, in hundredths of a square metre."""

    key: int
    person: str
    row: int | None
    household: str
    door: int | None
    by_household: bool
    part: str
    weight: int | None = None


def places(roll: int, at: datetime) -> tuple[RollPlace, ...]:
    """Who counts at a moment, as a vote counts that opened then: no later correction touches it. One query."""
    rows = entries_at(Roll(pk=roll), at).order_by("id")
    columns = ("id", "person__number", "person_id", "household__number", "household_id", "by_household", "part",
               "weight")  # fmt: skip
    return tuple(
        RollPlace(key, f"person:{number}" if number else "", row, household or "", door, by_household, part, weight)
        for key, number, row, household, door, by_household, part, weight in rows.values_list(*columns)
    )


def places_of_vote(vote: str) -> tuple[RollPlace, ...]:
    """The places that count for a vote: the roll as it stood when it opened."""
    roll, opened_at = Vote.objects.values_list("roll_id", "opened_at").get(number=vote)
    return places(roll, opened_at)


def in_room_of(vote: str) -> frozenset[int] | None:
    """The places that counted as filled in the room when a vote was put, be it by a proxy of whom the giver has said
    since that they sent none; None outside a meeting, and of no vote."""
    kept = Vote.objects.filter(number=vote).values_list("in_room", flat=True).first()
    if kept is None:
        return None
    denied = FalseProxy.objects.filter(vote__number=vote).values_list("entry_id", flat=True)
    return frozenset(kept) | frozenset(denied)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place that somebody fills, of their own or as one of a household's adults."""

    key: int
    roll: int
    struck: bool


def places_of(person: str, rolls: Collection[int]) -> tuple[OwnPlace, ...]:
    """Somebody's places (`person:<number>`) on some rolls, struck or not, their own first."""
    return tuple(OwnPlace(one.pk, one.roll_id, one.struck_on is not None) for one in of_person.places_of(person, rolls))


def people_of(seats: Iterable[RollPlace], roll: int, at: datetime | None = None) -> dict[int, frozenset[str]]:
    """Who may fill each of the places that count on a roll, by the keys of the places: whose it is, or of a household's
    whoever comes for that one (`known.Doors`), by what had been entered at a moment, or by now. A handful of queries
    more where there are such, however many."""
    found = tuple(seats)
    people = {one.key: {one.person} - {""} for one in found}
    standing = frozenset(people)
    if doors := {one.door for one in found if one.by_household and one.door}:
        asked = (Roll.objects.get(pk=roll), at)
        for person, pair in doors_among(Lives.behind(doors), [asked]).get(asked, {}).items():
            place = pair.place(lambda one: one.pk in standing)
            if place and place.pk in standing:
                people[place.pk].add(person)
    return {key: frozenset(one) for key, one in people.items()}


def doors_for(people: Iterable[str], roll: int, at: datetime | None = None) -> dict[str, int | None]:
    """The row of the household for which each of some people comes to what is decided by a roll, by what had been
    entered at a moment, or by now."""
    asked = tuple(people)
    found = places_on(Roll.objects.get(pk=roll), asked, at)
    return {one: found[one].household_id if one in found else None for one in asked}


def hold_roll(key: int) -> None:
    """Keep a roll from everybody else for the rest of the transaction: nobody is struck between the count of heads and
    the vote that is put by it."""
    Roll.objects.select_for_update(no_key=True).filter(pk=key).first()


def stands_on(roll: int, person: str) -> bool:
    """Whether somebody (`person:<number>`) has a place on a roll that was not struck."""
    place = place_on(Roll.objects.get(pk=roll), person)
    return place is not None and place.struck_on is None
