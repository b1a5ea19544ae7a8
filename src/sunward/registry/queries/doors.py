"""Doors behind which somebody lives, for letters and lists on paper; whose they are only for those who deliver."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from sunward.registry.models import Household, Membership, ResidenceSpell

PAGE = 50
Days = tuple[date, date]  # both included


@dataclass(frozen=True, slots=True)
class Door:
    """A household by its door; `key` is what the next page starts `after`."""

    key: int
    number: str
    door: str


def lived_in_doors(
    community: str,
    on: date,
    after: int = 0,
    limit: int = PAGE,
    among: Collection[int] | None = None,
    with_members: bool = False,
) -> tuple[Door, ...]:
    """The doors behind which somebody lives on this day, in the order in which they were registered. One query.

    `among` narrows to these doors (their rows); `with_members` to households of members of the collective.
    """
    rows = _lived_in(community, (on, on), among, with_members).filter(pk__gt=after)
    return tuple(Door(*values) for values in rows.order_by("pk").values_list("pk", "number", "door")[:limit])


def doors_lived_in(
    community: str, days: Days, among: Collection[int] | None = None, with_members: bool = False
) -> frozenset[int]:
    """Which doors these are (their rows) on any of some days, the first to the last. One query."""
    return frozenset(_lived_in(community, days, among, with_members).values_list("pk", flat=True))


def _lived_in(community: str, days: Days, among: Collection[int] | None, with_members: bool) -> "QuerySet[Household]":
    first, after = days[0], days[1] + timedelta(days=1)
    spells = ResidenceSpell.objects.meeting(first, after)
    if with_members:
        members = Membership.objects.meeting(first, after).filter(community__code=community, kind="collective")
        spells = spells.filter(person__in=members.values("person"))
    rows = Household.objects.filter(community__code=community, pk__in=spells.values("household"))
    return rows.filter(pk__in=among) if among is not None else rows


def names_behind(doors: Iterable[Door], on: date) -> Mapping[int, frozenset[str]]:
    """The names of those who live behind some doors on this day, by the key of the door: for whoever may deliver to
    them. One query."""
    spells = ResidenceSpell.objects.on(on).filter(household__in=[door.key for door in doors])
    found = defaultdict[int, set[str]](set)
    for door, name in spells.exclude(person__name="").values_list("household_id", "person__name"):
        found[door].add(name)
    return {door: frozenset(names) for door, names in found.items()}
