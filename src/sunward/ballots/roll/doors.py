"""What the doors say of a subgroup's roll: who is left out of every subgroup, and which doors were moved."""

from collections.abc import Iterator

from sunward.ballots.models import Roll
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


def marks_of_doors(roll: Roll) -> Iterator[Finding]:
    """Marks on a subgroup's roll and each vote by it, and no bar: a clerk would keep a subgroup from meeting by leaving
    one door open. Once the doors have their grid it stands on the roll's entry alone."""
    if not roll.grid:
        return
    if people := registry.in_no_grid(roll.community_code, roll.record_date):
        yield Finding("roll_doors_in_no_grid", False, NOWHERE.fill(people=people), roll.source, actual=str(people))
    if doors := registry.doors_moved(roll.grid, roll.record_date, roll.frozen_on):
        yield Finding("roll_doors_moved", False, MOVED.fill(doors=doors), roll.source, actual=str(doors))
