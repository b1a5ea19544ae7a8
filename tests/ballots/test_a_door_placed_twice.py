"""A door that was placed more than once, and people who left it meanwhile: when one of the entries is taken back, each
of them is on the roll on which the register has them by then, and on no other."""

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll
from tests.ballots.test_a_door_placed_by_one_alone import of_households, placed, two
from tests.ballots.test_gone_and_back import gone
from tests.ballots.test_moving_next_door import YEARS_LATER, doors_of, freeze, is_on, settled, upheld
from tests.ballots.test_what_a_removal_takes_along import A_DAY
from tests.money.cases import on
from tests.registry.test_grids_of_doors import grid_of

pytestmark = pytest.mark.usefixtures("community")


def of_grids(grids: list[str]) -> list[Roll]:
    return [freeze(body="subgroup_meeting", grid=grid) for grid in grids]


@pytest.mark.parametrize("days", [400, 9, 0])
@pytest.mark.parametrize("redrawn", [True, False])
@pytest.mark.parametrize("left_first", [True, False])
def test_who_stays_behind_the_door_comes_onto_the_right_roll_though_another_was_gone_meanwhile(
    grids: list[str], days: int, redrawn: bool, left_first: bool
) -> None:
    """A false placing, the freeze, a departure set back to before it, the grids drawn anew, and then the dispute."""
    who, mate = two(grids)
    for grid in range(3):
        settled(name=f"邻居{grid}", door=f"{grid + 1}-1", status="registered", grid=grids[grid])
    with on(YEARS_LATER):
        false = placed(grids[1])
        rolls, homes = of_grids(grids), [of_households(grid) for grid in grids]
    with on(YEARS_LATER + A_DAY):
        if left_first:
            gone(who, days + 1)
    with on(YEARS_LATER + 2 * A_DAY):
        if redrawn:
            placed(grids[2], "redrawn")
    with on(YEARS_LATER + 3 * A_DAY):
        if not left_first:
            gone(who, days + 3)
        upheld(false, mate)
        assert [is_on(roll, mate) for roll in rolls] == [True, False, False]
        assert ["7-702" in doors_of(roll) for roll in homes] == [True, False, False]
        assert [is_on(roll, who) for roll in rolls] == [False, False, False]
        assert grid_of("7-702") == grids[2 if redrawn else 0]


@pytest.mark.parametrize("reason", ["redrawn", "entered_wrongly"])
@pytest.mark.parametrize("between", [True, False])
def test_of_two_placings_the_first_is_taken_back(grids: list[str], reason: str, between: bool) -> None:
    who, mate = two(grids)
    for grid in range(3):
        settled(name=f"邻居{grid}", door=f"{grid + 1}-1", status="registered", grid=grids[grid])
    with on(YEARS_LATER):
        before = of_grids(grids)
    with on(YEARS_LATER + A_DAY):
        first = placed(grids[1])
    with on(YEARS_LATER + 2 * A_DAY):
        rolls = of_grids(grids) if between else []
        homes = [of_households(grid) for grid in grids] if between else []
    with on(YEARS_LATER + 3 * A_DAY):
        second = placed(grids[2], reason)
    with on(YEARS_LATER + 4 * A_DAY):
        after = of_grids(grids)
        upheld(first, who)
        lay = 0 if reason == "redrawn" else 2
        for one in (who, mate):
            assert [is_on(roll, one) for roll in before] == [True, False, False]
            assert [is_on(roll, one) for roll in after] == [False, False, True]
            assert [is_on(roll, one) for roll in rolls] == ([grid == lay for grid in range(3)] if between else [])
        assert ["7-702" in doors_of(roll) for roll in homes] == ([grid == lay for grid in range(3)] if between else [])
    with on(YEARS_LATER + 5 * A_DAY):
        upheld(second, mate)
        assert grid_of("7-702") == grids[0]
        for roll in (before, rolls, after):
            assert [is_on(one, who) for one in roll] == ([True, False, False] if roll else [])
            assert not any(one.rule == "roll_added_unborne" for each in roll for one in ballots.marks_of_roll(each.pk))
        assert ["7-702" in doors_of(roll) for roll in homes] == ([True, False, False] if between else [])
