"""Deaths that stand in the register with their certificate: what was kept of somebody before outlives them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from sunward.registry.models import ResidenceSpell
from sunward.registry.models.people import CLAIMED, DIED


@dataclass(frozen=True, slots=True)
class Death:
    """On which day somebody died, by which entry the register says so (none is kept of older ones), and whether it has
    them living somewhere since: one of the two entries is wrong then."""

    day: date
    entry: str
    living_since: bool


def deaths_since(day: date) -> dict[str, Death]:
    """Who (`person:<number>`) died on a day or later, or is known to have died by an entry of that day or a later one.
    For rules only. One query."""
    since = Q(left_on__gte=day) | Q(left_said_on__gte=day)
    rows = ResidenceSpell.objects.filter(since, left_because=DIED).exclude(left_told_by=CLAIMED)
    later = ResidenceSpell.objects.filter(person=OuterRef("person"), from_day__gte=OuterRef("left_on"))
    found = rows.values_list("person__number", "left_on", "left_entry", Exists(later))
    return {f"person:{number}": Death(died, entry or "", again) for number, died, entry, again in found if died}
