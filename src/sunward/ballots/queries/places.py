"""The places on a roll, for whoever has to know who may come: a meeting, a vote, a list at the door."""

from dataclasses import dataclass
from datetime import date, datetime

from sunward.ballots.models import Petition, Roll, Vote
from sunward.ballots.places import entries_at
from sunward.ballots.reaching import signed as counted
from sunward.ballots.roll_places import place_of


@dataclass(frozen=True, slots=True)
class RollPlace:
    """One place: somebody's own, or a household's. `person` and `household` are public numbers, `row` the person's
    row for a foreign key of a context above, `door` the household's."""

    key: int
    person: str
    row: int | None
    household: str
    door: int | None
    by_household: bool
    part: str


@dataclass(frozen=True, slots=True)
class RollBrief:
    """A roll in brief."""

    key: int
    number: str
    body: str
    of: str
    record_date: date
    frozen_on: date
    open_until: date


@dataclass(frozen=True, slots=True)
class Signed:
    """A petition with what its signatures come to, on the roll by which it was opened.

    One that was reached stays reached: `signed` is never less than what was enough on that day.
    """

    key: int
    number: str
    purpose: str
    asks_for: str
    of: str
    signed: int
    entitled: int
    reached_on: date | None
    withdrawn_on: date | None


def places(roll: int, at: datetime) -> tuple[RollPlace, ...]:
    """Who counts at a moment, as a vote counts that opened then: no later correction touches it. One query."""
    rows = entries_at(Roll(pk=roll), at).order_by("id")
    columns = ("id", "person__number", "person_id", "household__number", "household_id", "by_household", "part")
    return tuple(
        RollPlace(key, f"person:{number}" if number else "", row, household or "", door, by_household, part)
        for key, number, row, household, door, by_household, part in rows.values_list(*columns)
    )


def places_of_vote(vote: str) -> tuple[RollPlace, ...]:
    """The places that count for a vote: the roll as it stood when it opened."""
    roll, opened_at = Vote.objects.values_list("roll_id", "opened_at").get(number=vote)
    return places(roll, opened_at)


def stands_on(roll: int, person: str) -> bool:
    """Whether somebody (`person:<number>`) has a place on a roll that was not struck."""
    place = place_of(person, Roll.objects.get(pk=roll))
    return place is not None and place.struck_on is None


def newest_roll(community: str, body: str, number: str = "") -> RollBrief | None:
    """The roll of a body that was frozen last, or the one of this number."""
    rows = Roll.objects.filter(community_code=community, body=body)
    rows = rows.filter(number=number) if number else rows
    found = rows.order_by("-id").first()
    if found is None:
        return None
    return RollBrief(found.pk, found.number, found.body, found.of, found.record_date, found.frozen_on, found.open_until)


def petition_signed(community: str, number: str) -> Signed | None:
    """A petition by its number, with the signatures that count."""
    found = Petition.objects.select_related("roll").filter(community_code=community, number=number).first()
    if found is None:
        return None
    signed = max(counted(found), found.needed) if found.reached_on else counted(found)
    return Signed(
        found.pk, found.number, found.purpose, found.asks_for, found.roll.of, signed,
        found.roll.entitled, found.reached_on, found.withdrawn_on,
    )  # fmt: skip
