"""Somebody on the roll of a meeting dies before it, and is ticked at the door.

Seen before: their hand was counted and confirmed, and neither the list nor question, certificate nor result said so.
"""

from datetime import date, timedelta

import pytest

from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem, Meeting
from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at, shown
from tests.money.cases import paper

pytestmark = pytest.mark.usefixtures("community")
BEFORE = EVENING - timedelta(days=3)


@pytest.fixture
def called() -> tuple[Meeting, AgendaItem, list[int], str]:
    """Nine are called; the first of them lives here."""
    with at(CALLED, 9):
        members = scenes.people(9)
        house = act("registry.register_household", CLERK, stage.here(), door="7-200").result
        assert house
        act("registry.record_arrival", CLERK, house, person=members[0], status="registered")
        roll = scenes.freeze(members)
        meeting = scenes.convene()
        item = scenes.add_item(meeting)
        scenes.notify(meeting)
    return scenes.again(meeting), item, scenes.entries(roll), members[0]


def dies(person: str, on: date) -> None:
    with at(on, 9):
        stage.act(
            "registry.record_departure", CLERK, Ref.parse(person), told_by="papers", paper=paper("told"),
            certificate=paper("death"), reason="died", left_on=on,
        )  # fmt: skip


def test_a_hand_of_the_dead_is_told_from_the_door_to_the_result(
    called: tuple[Meeting, AgendaItem, list[int], str],
) -> None:
    meeting, item, keys, person = called
    dies(person, BEFORE)
    with at(EVENING, 19, 0):
        scenes.admit(meeting, keys[1:6])
        assert "dead_admitted" not in shown("meetings.admit")
        scenes.admit(meeting, keys[:1])
        assert "dead_admitted" in shown("meetings.admit")
        act("meetings.open_session", CLERK, meeting.ref)
        vote = scenes.put(item)
        assert "roll_of_the_dead" in shown("meetings.put_to_vote")
        scenes.count_hands(vote, keys[:6], {"for": 5, "against": 1})
        scenes.certify(vote)
    for name in ("ballots.count_hands", "ballots.close_vote", "ballots.certify", "meetings.settle_item"):
        assert "votes_of_the_dead" in shown(name), name
        assert "present_of_the_dead" not in shown(name), name


def test_whoever_only_filled_the_room_is_told_too(called: tuple[Meeting, AgendaItem, list[int], str]) -> None:
    meeting, item, keys, person = called
    dies(person, BEFORE)
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item)
        scenes.confirm_hands(vote, keys[1:6], {"for": 5, "against": 0})
    with at(EVENING, 19, 20):
        act("ballots.close_vote", CLERK, vote.ref)
        scenes.certify(vote)
    for name in ("ballots.close_vote", "ballots.certify", "meetings.settle_item"):
        assert "present_of_the_dead" in shown(name), name
        assert "votes_of_the_dead" not in shown(name), name


def test_whoever_dies_after_the_evening_was_there(called: tuple[Meeting, AgendaItem, list[int], str]) -> None:
    meeting, item, keys, person = called
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item)
        scenes.count_hands(vote, keys[:6], {"for": 5, "against": 1})
    dies(person, EVENING + timedelta(days=1))
    with at(EVENING + timedelta(days=2), 9):
        scenes.certify(vote)
    for name in ("meetings.admit", "meetings.put_to_vote", "ballots.certify", "meetings.settle_item"):
        assert not {"dead_admitted", "roll_of_the_dead", "votes_of_the_dead", "present_of_the_dead"} & shown(name)
