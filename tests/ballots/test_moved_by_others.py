"""Whoever moves people moves votes: rolls of subgroups and of households tell how many came or went by the word of
others alone.

Every story here failed before: the entries were marked, and the rolls were not.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from tests.ballots.test_gone_and_back import gone
from tests.ballots.test_moving_next_door import YEARS_LATER, arrives, door, enters, freeze, leaves, settled, upheld
from tests.money.cases import act, on
from tests.stage import CLERK, CODE, here

pytestmark = pytest.mark.usefixtures("community")


@pytest.fixture
def grids(grids: list[str]) -> list[str]:
    """Two subgroups, and a door in each."""
    return grids[:2]


def removed(roll: Roll) -> str:
    return {one.rule: one.actual for one in ballots.marks_of_roll(roll.pk)}.get("roll_removals", "")


def of(grid: str, **facts: Any) -> Roll:
    return freeze(body="subgroup_meeting", grid=grid, **facts)


def test_three_people_moved_to_another_grid_mark_both_rolls(grids: list[str]) -> None:
    people = [settled(name=f"甲{k}", door=f"7-70{k}", grid=grids[0], status="registered") for k in range(4)]
    settled(name="乙", door="9-901", grid=grids[1], status="registered")
    with on(YEARS_LATER):
        assert [removed(of(grid)) for grid in grids] == ["", ""]
        moved = [enters(who, "9-901", "registered") for who in people[:3]]
        assert [removed(of(grid)) for grid in grids] == ["3", "3"]
        assert removed(freeze()) == "", "on the roll of everybody it moves nobody"
        for one, who in zip(moved, people[:2], strict=False):
            upheld(one, who)
        assert [removed(of(grid)) for grid in grids] == ["1", "1"]
    with on(YEARS_LATER + timedelta(days=367)):
        assert [removed(of(grid)) for grid in grids] == ["", ""]


@pytest.mark.parametrize("days", [0, 12, 400])
def test_nor_by_way_of_a_departure_that_others_tell(grids: list[str], days: int) -> None:
    who = settled(door="7-700", grid=grids[0], status="registered")
    with on(YEARS_LATER):
        act("registry.register_household", CLERK, here(), door="9-901", grid=grids[1])
        gone(who, days)
        enters(who, "9-901", "registered")
        assert [removed(of(grid)) for grid in grids] == ["1", "1"]


def test_what_they_signed_moves_them_without_a_mark(grids: list[str]) -> None:
    who = settled(door="7-700", grid=grids[0], status="registered")
    with on(YEARS_LATER):
        act("registry.register_household", CLERK, here(), door="9-901", grid=grids[1])
        leaves(who)
        enters(who, "9-901", "registered")
        assert [removed(of(grid)) for grid in grids] == ["", ""]
        assert removed(freeze(of="household_delegates")) == ""


def test_a_lone_dweller_moved_next_door_marks_the_roll_of_households() -> None:
    people = [settled(name=f"户{k}", door=f"6-{k}", status="registered") for k in range(4)]
    with on(YEARS_LATER):
        before = freeze(of="household_delegates")
        enters(people[0], "6-1", "registered")
        after = freeze(of="household_delegates")
        assert after.entitled == before.entitled - 1
        assert removed(after) == "1"


def test_a_door_left_open_and_filled_counts_as_moved_when_it_is_placed(grids: list[str]) -> None:
    with on(YEARS_LATER - timedelta(days=30)):
        arrives(door="55", status="registered")
    with on(YEARS_LATER):
        act("registry.place_household", CLERK, Ref("household", f"{CODE}-55"), grid=grids[1], reason="left_open")
        said = {one.rule: one.actual for one in ballots.marks_of_roll(of(grids[1]).pk)}
        assert said["roll_doors_moved"] == "1"
        arrives(name="新户", door="56", status="registered")
        act("registry.place_household", CLERK, Ref("household", f"{CODE}-56"), grid=grids[0], reason="left_open")
        assert "roll_doors_moved" not in {one.rule for one in ballots.marks_of_roll(of(grids[0]).pk)}


def test_it_is_one_query(grids: list[str]) -> None:
    people = [settled(name=f"户{k}", door=f"6-{k}", status="registered", grid=grids[0]) for k in range(3)]
    with on(YEARS_LATER):
        door("8-801")
        for who in people:
            enters(who, "8-801", "registered")
        with CaptureQueriesContext(connection) as seen:
            assert registry.removals(CODE, clock.today(), grids[0]) == 3
        assert len(seen) == 1
