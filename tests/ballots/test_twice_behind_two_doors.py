"""Somebody whom a clerk registers a second time, behind another door, would come for two households: the roll and each
vote by it say so, as a roll of people does."""

from datetime import date, timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll
from sunward.ballots.roll.doubled import marks_of_twins_in
from tests.ballots import scenes
from tests.ballots.test_moving_next_door import arrives, freeze
from tests.ballots.test_one_door_for_each import FROZEN, SINCE, asked
from tests.money.cases import START, on

pytestmark = pytest.mark.usefixtures("community")
TWICE = "roll_once_each"


def frozen(**another: object) -> Roll:
    with on(START):
        arrives(name="甲", status="registered")
    with on(FROZEN - timedelta(days=1)):
        arrives(**{"name": "甲", "status": "registered", "door": "8-801", "from_day": SINCE} | another)
    with on(FROZEN):
        return freeze(of="household_delegates")


def marks(roll: Roll) -> dict[str, str]:
    with on(scenes.DAY):
        return {found.rule: found.actual for found in ballots.marks_of_roll(roll.pk)}


def test_behind_two_doors() -> None:
    roll = frozen()
    assert marks(roll)[TWICE] == "1"
    assert [found.rule for found in marks_of_twins_in(asked(roll))] == [TWICE]


@pytest.mark.parametrize("another", [{"name": "乙"}, {"born_on": date(1980, 1, 2)}])
def test_others_are_not(another: dict[str, object]) -> None:
    assert TWICE not in marks(frozen(**another))
