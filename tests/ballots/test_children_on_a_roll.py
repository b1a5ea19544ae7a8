"""Rolls by residence leave children out. A body's roll goes by its posts: who appointed a child is found out there."""

from datetime import date

import pytest

from sunward.kernel.guard import door_open
from sunward.registry.models import Person
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, EVENING, at, marks

pytestmark = pytest.mark.usefixtures("community")


def test_delegates_under_age_are_told_with_the_question() -> None:
    """Failed before: four children made a majority, and nobody read of it."""
    with at(CALLED, 9):
        people = scenes.people(9)
        roll = scenes.freeze(people)
        meeting = scenes.convene()
        item = scenes.add_item(meeting)
        scenes.notify(meeting)
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, scenes.entries(roll))
        with door_open():
            numbers = [one.removeprefix("person:") for one in people[:4]]
            Person.objects.filter(number__in=numbers).update(born_on=date(2015, 5, 1))
        scenes.put(item)
        assert marks("meetings.put_to_vote")["roll_minors"] == "4"


def test_of_age_nothing_is_said() -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, keys)
        scenes.put(item)
        assert "roll_minors" not in marks("meetings.put_to_vote")
