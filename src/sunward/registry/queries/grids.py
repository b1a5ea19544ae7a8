"""Doors and grids, for the rolls of subgroups: who lives behind doors without one, which doors were moved."""

from datetime import date

from django.db.models import Q

from sunward.registry.models import GridPlacing, ResidenceSpell
from sunward.registry.queries.departures import LOOKED_BACK


def in_no_grid(community: str, day: date) -> int:
    """How many people live on a day behind doors of which the register knows no grid: they are on no subgroup's
    roll."""
    return ResidenceSpell.objects.on(day).filter(household__community__code=community, household__grid=None).count()


def doors_moved(grid: str, day: date, until: date) -> int:
    """How many doors were moved from another grid into this one, or out of it, since a year before a day and until
    another: whoever moves doors moves votes."""
    rows = GridPlacing.objects.filter(Q(was__code=grid) | Q(grid__code=grid), was__isnull=False)
    rows = rows.filter(placed_on__gt=day - LOOKED_BACK, placed_on__lte=until)
    return rows.values("household").distinct().count()
