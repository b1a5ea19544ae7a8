"""Doors behind which somebody lives, for letters and lists on paper; never whose they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sunward.registry.models import Household, Membership, ResidenceSpell

PAGE = 50


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
    among: Collection[str] | None = None,
    with_members: bool = False,
) -> tuple[Door, ...]:
    """The doors behind which somebody lives on this day, in the order in which they were registered. One query.

    `among` narrows to these doors; `with_members` to households of members of the collective.
    """
    spells = ResidenceSpell.objects.on(on)
    if with_members:
        members = Membership.objects.on(on).filter(community__code=community, kind="collective")
        spells = spells.filter(person__in=members.values("person"))
    rows = Household.objects.filter(community__code=community, pk__gt=after, pk__in=spells.values("household"))
    rows = rows.filter(door__in=among) if among is not None else rows
    return tuple(Door(*values) for values in rows.order_by("pk").values_list("pk", "number", "door")[:limit])
