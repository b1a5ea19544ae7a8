"""Where no rule book says how people are told of a meeting, the vote says how they were."""

from datetime import timedelta

import pytest

from sunward.meetings.session import voting
from sunward.meetings.session.room import Room
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, EVENING, at

pytestmark = pytest.mark.django_db
JOINT = "joint_meeting"


def marks(days_before: int, channels: tuple[str, ...] = ("page", "poster")) -> set[str]:
    with at(EVENING - timedelta(days=days_before), 9):
        meeting = scenes.convene(body=JOINT)
        item = scenes.add_item(meeting)
        scenes.notify(meeting, channels)
    return {found.rule for found in voting.silent_rules(Room(scenes.again(meeting)), item) if found.breach}


def test_a_joint_meeting_called_for_the_same_evening_is_marked(community: str) -> None:
    """Its own rule book names no days: at ten to seven people could be called for seven."""
    with at(CALLED, 9):
        scenes.freeze(scenes.people(6), body=JOINT)
    assert marks(0) == {"told_the_same_day"}
    assert marks(1) == set()


def test_the_mark_stands_in_the_entry_of_the_vote(community: str) -> None:
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(6), body=JOINT)
    with at(EVENING, 9):
        meeting = scenes.convene(body=JOINT)
        item = scenes.add_item(meeting)
        scenes.notify(meeting)
    with at(EVENING, 19):
        scenes.open_with(scenes.again(meeting), scenes.entries(roll))
    with at(EVENING, 20):
        done = scenes.act("meetings.put_to_vote", scenes.DIRECTOR, item.ref)
    assert "told_the_same_day" in {found.rule for found in done.entry.findings if found.breach}
