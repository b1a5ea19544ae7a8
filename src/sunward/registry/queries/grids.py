"""Doors and grids, for the rolls of subgroups: who lives behind doors without one, which doors were moved, and who
from one to another."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from sunward.registry.models import GridPlacing, Household, ResidenceSpell
from sunward.registry.models.people import OTHERS
from sunward.registry.queries.departures import LOOKED_BACK


def in_no_grid(community: str, day: date) -> int:
    """How many people live on a day behind doors of which the register knows no grid: they are on no subgroup's
    roll."""
    return ResidenceSpell.objects.on(day).filter(household__community__code=community, household__grid=None).count()


def doors_moved(grid: str, day: date, until: date) -> int:
    """How many doors were moved from another grid into this one, or out of it, since a year before a day and until
    another: whoever moves doors moves votes. A door without a grid behind which people lived already is among them:
    whoever left it open chooses later where they vote."""
    lived = ResidenceSpell.objects.filter(Q(left_on=None) | Q(left_on__gt=OuterRef("placed_on")))
    lived = lived.filter(household=OuterRef("household"), from_day__lt=OuterRef("placed_on"))
    rows = GridPlacing.objects.filter(Q(was__isnull=False) | Exists(lived))
    rows = rows.filter(Q(was__code=grid) | Q(grid__code=grid))
    rows = rows.filter(placed_on__gt=day - LOOKED_BACK, placed_on__lte=until)
    return rows.values("household").distinct().count()


def removals(community: str, day: date, grid: str = "", doors: bool = False) -> int:
    """How many people live on a day behind another door of a community than in the year before, by the word of others
    alone; with a grid, in it and from outside, or the other way, and those within it only where `doors` have the votes.
    One query."""
    lately = Q(left_on__gt=day - LOOKED_BACK) | Q(left_said_on__gt=day - LOOKED_BACK)
    ended = ResidenceSpell.objects.filter(lately, left_on__lte=day, left_told_by__in=OTHERS)
    left = ended.filter(person=OuterRef("person"), household__community=OuterRef("household__community"))
    left = left.exclude(household=OuterRef("household"))
    here = ResidenceSpell.objects.on(day).filter(household__community__code=community, began_with__isnull=False)
    within = Q(household__in=Household.objects.filter(grid__code=grid))  # a join would lose the doors without a grid
    into = left if doors else left.exclude(within)
    found = (within & Exists(into)) | (~within & Exists(left.filter(within))) if grid else Exists(left)
    return here.filter(found).count()
