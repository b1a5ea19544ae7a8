"""How old a roll may be is said when a meeting is called by it. Failed before: a version that took effect between call
and evening made it too old on the night, and whoever had come could only go home."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from tests.ballots.petitions.scenes import residents
from tests.ballots.test_corrected_people import CHILD, claims
from tests.ballots.test_moving_next_door import upheld
from tests.charter import next_versions
from tests.elections.scenes import freeze
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, EVENING, at
from tests.money.cases import on, rules_of

pytestmark = pytest.mark.usefixtures("community")
SINCE = CALLED + timedelta(days=6)


def for_days(number: int) -> Callable[[dict[str, Any]], None]:
    def valid_for(body: dict[str, Any]) -> None:
        body["parameters"]["roll_valid_for"]["value"] = f"{number} days"

    return valid_for


def shortened() -> None:
    with on(CALLED - timedelta(days=1)):
        next_versions.in_force(for_days(5), SINCE)


def test_the_evening_that_was_called_by_it_votes_by_it() -> None:
    shortened()
    meeting, item, keys = scenes.called()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        assert scenes.put(item).roll == meeting.roll


def test_it_asks_the_book_by_which_it_was_called_too() -> None:
    """Failed before: frozen under five days, called by a book that gave half a year, on the night under a third that
    gave three days: only the first and the last were asked, and everybody was sent home."""
    with on(CALLED - timedelta(days=3)):
        next_versions.in_force(for_days(5), CALLED - timedelta(days=2))
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(9))
    with on(CALLED):
        next_versions.in_force(for_days(180), CALLED + timedelta(days=2))
    with at(CALLED + timedelta(days=3), 9):
        meeting = scenes.convene()
        item = scenes.add_item(meeting)
        scenes.notify(meeting)
    with on(CALLED + timedelta(days=4)):
        next_versions.in_force(for_days(3), CALLED + timedelta(days=6))
    with at(EVENING):
        scenes.open_with(meeting, scenes.entries(roll))
        assert scenes.put(item).roll == roll


def test_another_that_is_called_since_has_one_frozen_anew() -> None:
    shortened()
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(9))
    with at(SINCE, 9), pytest.raises(Refused) as refusal:
        scenes.convene(on=EVENING, roll=roll.number)
    assert rules_of(refusal) == {"roll_recent"}


def test_what_is_put_right_since_is_put_right_on_it_as_well() -> None:
    """Failed before: a roll that was too old by the newer version was no roll in use, and whoever had been said to be a
    child stayed off it on the evening that was called by it."""
    shortened()
    with at(CALLED, 9):
        people = [Ref.parse(one) for one in residents(2)]
        done = claims(people[0], born_on=CHILD)
        roll = freeze()
        assert roll.entitled == 1
    with at(SINCE + timedelta(days=1), 9):
        upheld(done, people[0])
    assert roll.entries.filter(struck_on=None).count() == 2
