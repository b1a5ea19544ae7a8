"""Doors and grids, for the rolls of subgroups: who lives behind doors without one, which doors were moved, and who
from one to another."""

from datetime import date

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sunward.kernel import clock
from sunward.kernel.refs import person_number
from sunward.record import queries as record
from sunward.registry.models import Area, GridPlacing, Household, ResidenceSpell
from sunward.registry.models.grids import REDRAWN
from sunward.registry.models.people import OTHERS
from sunward.registry.residence.borne import LOOKED_BACK

# In which grid a door `h` lay on a day: in that from which it was first drawn into another later. A grid that was left
# open or entered wrongly was the other all along. For the electorates, with the reason and the day.
GRID_THEN = (
    "COALESCE((SELECT g.was_id FROM registry_gridplacing g WHERE g.household_id = h.id AND g.reason = %s"
    " AND g.placed_on > %s ORDER BY g.placed_on, g.id LIMIT 1), h.grid_id)"
)


def doors_in(grid: str, day: date) -> "QuerySet[Household]":
    """The doors that lay in a grid on a day: the same, for what is told of a roll."""
    redrawn = GridPlacing.objects.filter(household=OuterRef("pk"), reason=REDRAWN, placed_on__gt=day)
    first = Subquery(redrawn.order_by("placed_on", "pk").values("was")[:1])
    then = Household.objects.annotate(then=Coalesce(first, F("grid_id"), output_field=BigIntegerField()))
    return then.filter(then__in=Area.objects.filter(code=grid).values("pk"))


def in_no_grid(community: str, day: date) -> int:
    """How many people live on a day behind doors of which the register knows no grid: they are on no subgroup's
    roll."""
    return ResidenceSpell.objects.on(day).filter(household__community__code=community, household__grid=None).count()


def doors_moved(grid: str, day: date, frozen_on: date, corrected_on: date | None) -> int:
    """How many doors were moved from another grid into this one, or out of it, since a year before the day of a roll
    and until it was frozen: whoever moves doors moves votes. A door without a grid behind which people lived already is
    among them: whoever left it open chooses later where they vote. So is one that was put right until the roll was last
    corrected, for that may rest on it; grids drawn anew bear out nothing of an earlier day."""
    lived = ResidenceSpell.objects.filter(Q(left_on=None) | Q(left_on__gt=OuterRef("placed_on")))
    lived = lived.filter(household=OuterRef("household"), from_day__lt=OuterRef("placed_on"))
    rows = GridPlacing.objects.filter(Q(was__isnull=False) | Exists(lived))
    rows = rows.filter(Q(was__code=grid) | Q(grid__code=grid))
    rows = rows.filter(placed_on__gt=day - LOOKED_BACK)
    counts = Q(placed_on__lte=frozen_on)
    counts |= ~Q(reason=REDRAWN) & Q(placed_on__lte=corrected_on or frozen_on)
    return rows.filter(counts).values("household").distinct().count()


def removals(community: str, day: date, grid: str = "", doors: bool = False) -> int:
    """How many people live on a day behind another door of a community than in the year before, by the word of others
    alone; with a grid, in it and from outside, or the other way, and those within it only where `doors` have the votes.
    One query."""
    lately = Q(left_on__gt=day - LOOKED_BACK) | Q(left_said_on__gt=day - LOOKED_BACK)
    ended = ResidenceSpell.objects.filter(lately, left_on__lte=day, left_told_by__in=OTHERS)
    left = ended.filter(person=OuterRef("person"), household__community=OuterRef("household__community"))
    left = left.exclude(household=OuterRef("household"))
    here = ResidenceSpell.objects.on(day).filter(household__community__code=community, began_with__isnull=False)
    within = Q(household__in=doors_in(grid, day).values("pk"))  # a join would lose the doors without a grid
    into = left if doors else left.exclude(within)
    found = (within & Exists(into)) | (~within & Exists(left.filter(within))) if grid else Exists(left)
    return here.filter(found).count()


def lived_since(household: Household, day: date) -> tuple[str, ...]:
    """Who has lived behind a door since a year before a day: of a roll of any day that is in use. A departure that was
    entered since took nobody off a roll that was frozen before, whatever day it names."""
    since = day - LOOKED_BACK
    there = Q(left_on=None) | Q(left_on__gt=since) | Q(left_said_on__gt=since)
    rows = ResidenceSpell.objects.filter(there, household=household)
    return tuple(f"person:{number}" for number in sorted(set(rows.values_list("person__number", flat=True))))


def placed_by_entry(entry: str) -> frozenset[str]:
    """Whose door an entry has placed in a grid: whoever lived behind it by what had been entered until then can dispute
    it. What was entered since brings nobody in and takes nobody out, whatever day it names: whoever placed the door
    would else enter people who dispute it first, or have gone who could."""
    row = GridPlacing.objects.filter(entry=entry).first()
    if row is None:
        return frozenset()
    stays = ResidenceSpell.objects.filter(household=row.household_id, from_day__lte=row.placed_on)
    there = list(stays.select_related("person"))
    said = {ref for one in there for ref in (one.entry, one.left_entry) if ref}
    since = said - record.entered_before(entry, said)
    return frozenset(
        str(one.person)
        for one in there
        if one.entry not in since and (one.left_on is None or one.left_on > row.placed_on or one.left_entry in since)
    )


def placings_of(person: str, community: str) -> tuple[tuple[str, str], ...]:
    """The entries of the last year by which the door where somebody lives was placed in a grid, while they lived there
    by what had been entered, with the act of each."""
    rows = GridPlacing.objects.filter(household__community__code=community, placed_on__gt=clock.today() - LOOKED_BACK)
    there = ResidenceSpell.objects.filter(household=OuterRef("household"), person__number=person_number(person))
    rows = rows.filter(Exists(there.filter(left_on=None, from_day__lte=OuterRef("placed_on")))).order_by("-pk")
    theirs = (
        entry
        for entry in rows.values_list("entry", flat=True)
        if f"person:{person_number(person)}" in placed_by_entry(entry)
    )
    entries = (record.entry(entry) for entry in theirs)
    return tuple((one.act, one.ref) for one in entries if one and one.act == "registry.place_household")
