"""Left out of the base as not to be reached, and there after all: who was in the room when a question was put counts
and votes; who came later stays out of its base; and nobody who was there is left out afterwards."""

from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll
from sunward.kernel.facts import FactsError
from sunward.record.models import Journal
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, act, at, marks, shown
from tests.meetings.test_a_petition_calls_and_some_cannot_be_reached import called, roll
from tests.money.cases import paper

__all__ = ["roll"]
pytestmark = pytest.mark.django_db


def test_who_could_not_be_reached_and_comes_after_all_counts_and_votes(roll: Roll) -> None:
    meeting, item, keys = called(roll)
    absent = {"place": str(keys[9]), "reason": "unreachable", "evidence": "三次电话、两次上门"}
    with at(EVENING):
        act("meetings.leave_out_of_base", CLERK, item.ref, **absent)
        scenes.open_with(meeting, keys[:6])
        scenes.admit(meeting, keys[9:])
        vote = scenes.put(item)
    told = Journal.objects.filter(act="meetings.put_to_vote").latest("id")
    assert "counts_again" in {found["rule"] for found in told.findings}
    assert vote.off_base == []
    assert keys[9] in ballots.may_raise_a_hand(vote.number)


def test_who_came_after_the_question_stays_out_of_its_base_in_an_evening_entered_the_next_day(roll: Roll) -> None:
    meeting, item, keys = called(roll)
    absent = {"place": str(keys[9]), "reason": "unreachable", "evidence": "三次电话、两次上门"}
    with at(EVENING):
        act("meetings.leave_out_of_base", CLERK, item.ref, **absent)
    with at(EVENING + timedelta(days=1)):
        scenes.admit(meeting, keys[:6], at="18:50")
        scenes.admit(meeting, keys[9:], at="19:40")
        act("meetings.open_session", CLERK, meeting.ref, at="19:00")
        vote = scenes.put(item, at="19:30", proof=paper("list"))
    assert vote.off_base == [keys[9]]


def test_who_was_there_and_left_is_left_out_as_not_reached_with_a_mark(roll: Roll) -> None:
    """Seen before: at ten past seven three who had come at seven were left out by the clerk's words alone."""
    meeting, item, keys = called(roll)
    absent = {"reason": "unreachable", "evidence": "打过三次电话"}
    with at(EVENING, 19, 0):
        act("meetings.leave_out_of_base", CLERK, item.ref, place=str(keys[9]), **absent)
        assert "left_out_who_came" not in shown("meetings.leave_out_of_base"), "never came"
        scenes.open_with(meeting, keys[:9])
    with at(EVENING, 19, 10):
        scenes.leave(meeting, keys[7:9])
        act("meetings.leave_out_of_base", CLERK, item.ref, place=str(keys[8]), **absent)
        assert "left_out_who_came" in shown("meetings.leave_out_of_base")
        unwell = {"reason": "incapacitated", "evidence": "突然发病，已经送医"}
        act("meetings.leave_out_of_base", CLERK, item.ref, place=str(keys[7]), **unwell)
        assert "left_out_who_came" not in shown("meetings.leave_out_of_base")
    with at(EVENING, 19, 20):
        scenes.put(item)
    assert marks("meetings.put_to_vote")["left_out_who_came"] == "1"


def test_who_was_there_is_not_left_out_on_the_next_day(roll: Roll) -> None:
    meeting, item, keys = called(roll)
    absent = {"place": str(keys[9]), "reason": "unreachable", "evidence": "三次电话、两次上门"}
    with at(EVENING + timedelta(days=1)):
        scenes.admit(meeting, keys[9:], at="19:10")
        scenes.leave(meeting, keys[9:], at="20:10")
        with pytest.raises(FactsError, match="在会场"):
            act("meetings.leave_out_of_base", CLERK, item.ref, **absent)
