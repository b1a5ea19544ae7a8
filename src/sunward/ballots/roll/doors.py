"""What the doors say of a roll of a subgroup or of households: who is left out, which doors were moved, and who was."""

from collections.abc import Iterator

from sunward.ballots.models import Correction, Roll
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

NOWHERE = Text(
    "有 {people} 人住的门牌没有登记网格，不在任何小组的名册上。",
    "Behind doors of which the register knows no grid live people who are on no subgroup's roll: {people}.",
)
MOVED = Text(
    "截止日前的一年里，有 {doors} 个门牌从别的网格改到这个网格，或者从这个网格改出去。",
    "In the year before the roll's day doors were moved into this grid from another, or out of it: {doors}.",
)
BETWEEN_GRIDS = Text(
    "截止日前的一年里，有 {people} 人搬进这个网格，或者从这个网格搬走，只凭别人的话，没有本人签字。",
    "In the year before its day people moved into this grid, or out of it, by the word of others alone: {people}.",
)
BETWEEN_DOORS = Text(
    "截止日前的一年里，有 {people} 人从一个门牌搬到另一个门牌，只凭别人的话，没有本人签字。",
    "In the year before its day people moved from one door to another by the word of others alone: {people}.",
)


def marks_of_doors(roll: Roll) -> Iterator[Finding]:
    """Marks on a subgroup's roll and each vote by it, and no bar: a clerk would keep a subgroup from meeting by leaving
    one door open. Once the doors have their grid it stands on the roll's entry alone."""
    by_house = registry.of_households(roll.of)
    if by_house or roll.grid:
        yield from _moved_by_others(roll, by_house)
    if not roll.grid:
        return
    if people := registry.in_no_grid(roll.community_code, roll.record_date):
        yield Finding("roll_doors_in_no_grid", False, NOWHERE.fill(people=people), roll.source, actual=str(people))
    corrected_on = Correction.objects.filter(roll=roll).order_by("-corrected_on").values_list("corrected_on", flat=True)
    if doors := registry.doors_moved(roll.grid, roll.record_date, roll.frozen_on, corrected_on.first()):
        yield Finding("roll_doors_moved", False, MOVED.fill(doors=doors), roll.source, actual=str(doors))


def _moved_by_others(roll: Roll, by_house: bool) -> Iterator[Finding]:
    """A place of a subgroup, or of a household, comes and goes with people: whoever moves them moves votes."""
    if people := registry.removals(roll.community_code, roll.record_date, roll.grid, by_house):
        text = BETWEEN_DOORS if by_house else BETWEEN_GRIDS
        yield Finding("roll_removals", False, text.fill(people=people), roll.source, actual=str(people))
