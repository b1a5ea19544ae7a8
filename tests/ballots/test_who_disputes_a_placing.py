"""Who can dispute that a door was placed in a grid: whoever lived behind it by what had been entered until then, and
nobody whom the same clerk enters, or has gone, since."""

import pytest

from sunward.kernel.acts import Refused
from sunward.registry import queries as registry
from tests.ballots.test_a_door_placed_by_one_alone import invented, placed, two
from tests.ballots.test_gone_and_back import gone
from tests.ballots.test_moving_next_door import YEARS_LATER, enters, settled, upheld
from tests.ballots.test_what_a_removal_takes_along import A_DAY
from tests.money.cases import on, rules_of
from tests.registry.test_grids_of_doors import grid_of
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize("late", [0, 1, 10])
def test_nobody_who_was_entered_behind_the_door_since_disputes_it_first(grids: list[str], late: int) -> None:
    """Before, with a "since" of a day before the placing they could, and until that was answered the dwellers could
    not."""
    who, _mate = two(grids)
    with on(YEARS_LATER):
        done = placed(grids[1])
    with on(YEARS_LATER + late * A_DAY, hour=15):
        for one in invented(YEARS_LATER - 30 * A_DAY):
            with pytest.raises(Refused) as refusal:
                upheld(done, one)
            assert rules_of(refusal) == {"entered_for_you"}
            assert done.entry.ref not in {entry for _act, entry in registry.entered_about(str(one), CODE)}
        assert done.entry.ref in {entry for _act, entry in registry.entered_about(str(who), CODE)}
        upheld(done, who)
        assert grid_of("7-702") == grids[0]


@pytest.mark.parametrize("moved", [True, False])
def test_a_departure_that_was_entered_since_takes_nobodys_word(grids: list[str], moved: bool) -> None:
    """Before, both could be entered as gone from a day before the placing, and nobody was left to dispute it."""
    who, mate = two(grids)
    with on(YEARS_LATER):
        done = placed(grids[1])
    with on(YEARS_LATER + A_DAY):
        for one in (who, mate):
            if moved:
                enters(one, "1-1", "registered", from_day=YEARS_LATER - 5 * A_DAY)
            else:
                gone(one, 9)
        upheld(done, mate)
        assert grid_of("7-702") == grids[0]


def test_whoever_had_left_by_then_or_lived_elsewhere_does_not(grids: list[str]) -> None:
    _who, mate = two(grids)
    neighbour = settled(name="邻居", door="1-1", status="registered", grid=grids[0])
    with on(YEARS_LATER):
        gone(mate, 1)
        done = placed(grids[1])
        for one in (mate, neighbour):
            with pytest.raises(Refused) as refusal:
                upheld(done, one)
            assert rules_of(refusal) == {"entered_for_you"}


def test_whoever_came_on_the_same_day_before_it_can(grids: list[str]) -> None:
    two(grids)
    with on(YEARS_LATER):
        (newest, *_others) = invented(YEARS_LATER)
        done = placed(grids[1])
        upheld(done, newest)
        assert grid_of("7-702") == grids[0]
