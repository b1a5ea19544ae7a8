"""Nobody votes by hand who is not there, and no hour is chosen afterwards at which there were enough."""

from datetime import timedelta

import pytest

from sunward.ballots.models import Vote
from sunward.kernel import clock
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import new_id
from sunward.meetings.models import AgendaItem, Meeting
from sunward.record.models import Journal
from tests import stage
from tests.elections.scenes import rules_of
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, act, at
from tests.money.cases import paper

pytestmark = pytest.mark.usefixtures("community")


def _put_from_paper(item: AgendaItem, hour: str) -> Vote:
    return scenes.put(item, at=hour, proof=paper("the signed list"))


def test_when_most_have_gone_no_earlier_hour_helps() -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:7])
    with at(EVENING, 22, 0):
        scenes.leave(meeting, keys[2:7])
    with at(EVENING, 22, 5):
        assert "quorum" in rules_of(lambda: scenes.put(item))
        assert "afterwards" in rules_of(lambda: _put_from_paper(item, "19:31"))
        assert not Vote.objects.exists()


def test_a_late_entry_opens_when_it_says_counts_then_and_is_marked() -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:7])
    with at(EVENING, 20):
        scenes.leave(meeting, keys[6:7])
    with at(EVENING + timedelta(days=1), 9):
        assert "within_the_session" in rules_of(lambda: _put_from_paper(item, "19:10"))
        vote = _put_from_paper(item, "19:45")
    assert vote.opened_at == clock.moment(EVENING, 19, 45)
    assert (vote.present, vote.in_room) == (7, keys[:7])
    row = Journal.objects.filter(act="meetings.put_to_vote").latest("id")
    assert "entered_late" in {found["rule"] for found in row.findings}
    assert row.claimed_at
    assert clock.civil_day(row.claimed_at) == EVENING


def test_hands_of_people_who_stayed_at_home_are_refused() -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item)
        assert "in_the_room" in rules_of(lambda: scenes.count_hands(vote, keys, {"for": 9}))
        scenes.count_hands(vote, keys[:6], {"for": 6})


def test_nobody_answers_the_roll_call_from_home() -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item, channels="roll_call")
        second = stage.holder(stage.CODE, scenes.SUPERVISION_MEMBER)

        def call(*who: int) -> None:
            said = {str(key): "for" for key in who}
            act("ballots.call_roll", CLERK, vote.ref, answers=said, counted_with=second)

        assert "on_roll" in rules_of(lambda: call(keys[0], keys[8]))
        call(*keys[:6])


def test_a_session_does_not_begin_before_the_hour_of_the_notice() -> None:
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 7), pytest.raises(FactsError, match="before the time|开会时间"):
        scenes.open_with(meeting, keys[:7])
    with at(EVENING), pytest.raises(FactsError):
        act("meetings.open_session", CLERK, meeting.ref, at="18:59")


def _admitted(meeting: Meeting, keys: list[int], **facts: str) -> None:
    perform(
        "meetings.admit", by=stage.holder(stage.CODE, CLERK), post=CLERK, subject=meeting.ref, key=new_id(),
        facts={"places": scenes.listed(keys), **facts}, claimed_at=clock.moment(EVENING),
    )  # fmt: skip


def test_a_day_named_without_an_hour_is_not_nine_in_the_morning() -> None:
    """Failed before: they had come at nine in the morning, ten hours before anybody."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING + timedelta(days=1), 10):
        with pytest.raises(FactsError, match="at:"):
            _admitted(meeting, keys[:6])
        _admitted(meeting, keys[:6], at="19:05")
    assert set(meeting.attendance.values_list("came_at", flat=True)) == {clock.moment(EVENING, 19, 5)}


def test_today_named_before_nine_is_no_time_to_come() -> None:
    """Failed before: "that time is still to come"."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 8, 15):
        _admitted(meeting, keys[:6])
    assert set(meeting.attendance.values_list("came_at", flat=True)) == {clock.moment(EVENING, 8, 15)}
