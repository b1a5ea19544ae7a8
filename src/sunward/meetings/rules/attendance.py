"""Who is in the room at a moment, and what that comes to by counting class."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

INSTEAD = "instead_of_a_proxy"  # whoever came took their own place: told, and nobody did wrong
# The rules by which somebody who came fills no place: nothing was done by their entry.
NOT_LET_IN = frozenset({
    "household", "one_person_one_place", "online", "presence_denied", "proxy", "proxy_at_most", "proxy_denied",
    "proxy_of_age", "proxy_who", "proxy_written",
})  # fmt: skip


class Seat(Protocol):
    """A place on the roll, and the part of the body it belongs to, if any."""

    @property
    def key(self) -> int: ...
    @property
    def part(self) -> str: ...


class Weighed(Protocol):
    """A place on a roll that may weigh something: floor area, in hundredths of a square metre."""

    @property
    def key(self) -> int: ...
    @property
    def weight(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Stay:
    """A place was filled from one moment until another, or is still filled."""

    place: int
    came_at: datetime
    left_at: datetime | None


def present(stays: Iterable[Stay], at: datetime) -> frozenset[int]:
    """The places that are filled at a moment; whoever leaves at it has gone."""
    return frozenset(one.place for one in stays if one.came_at <= at and (one.left_at is None or at < one.left_at))


def counts(
    of: str, seats: Iterable[Seat], there: Collection[int], off_base: Collection[int], classes: Collection[str]
) -> dict[str, dict[str, int]]:
    """Entitled and present of the roll's class, and of each part that is a counting class of its own."""
    entitled: Counter[str] = Counter({of: 0})
    here: Counter[str] = Counter()
    for seat in seats:
        if seat.key not in off_base:
            names = {of, seat.part} & {of, *classes}
            entitled.update(names)
            here.update(names if seat.key in there else ())
    return {name: {"entitled": number, "present": here[name]} for name, number in entitled.items()}


def area(
    name: str, seats: Iterable[Weighed], there: Collection[int], off_base: Collection[int]
) -> dict[str, dict[str, int]]:
    """Entitled and present by what the places weigh; nothing where the roll weighs nobody."""
    weights = {seat.key: seat.weight for seat in seats if seat.weight is not None}
    counted = {key: weight for key, weight in weights.items() if key not in off_base}
    here = sum(weight for key, weight in counted.items() if key in there)
    return {name: {"entitled": sum(counted.values()), "present": here}} if weights and name else {}
