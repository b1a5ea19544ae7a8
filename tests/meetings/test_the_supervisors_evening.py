"""The supervision committee calls the representatives. The director closed their session before the question, or
adjourned it before its door was open, and called it again for four in the morning."""

from datetime import timedelta

import pytest

from sunward.ballots.models import Vote
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings.models import AgendaItem, Meeting
from tests.ballots import scenes as votes
from tests.ballots.scenes import rules_of
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, SUPERVISOR, act, at

pytestmark = pytest.mark.usefixtures("community")
Called = tuple[Meeting, AgendaItem, list[int]]


@pytest.fixture
def called(community: str) -> Called:
    meeting, item, keys = scenes.called(9)
    with door_open():
        Meeting.objects.update(called_by="supervision_committee", convened_by_post=SUPERVISOR)
    return scenes.again(meeting), type(item).objects.get(pk=item.pk), keys


@pytest.mark.parametrize("post", [DIRECTOR, CLERK])
def test_only_they_end_it_before_their_question_has_an_answer(called: Called, post: str) -> None:
    """Failed before: whoever may close a session closed theirs in its first minute."""
    meeting, item, keys = called
    with at(EVENING, 19):
        scenes.open_with(meeting, keys)
        with pytest.raises(FactsError):
            act("meetings.close_session", post, meeting.ref)
        if post == DIRECTOR:
            assert "open" in rules_of(lambda: act("meetings.put_to_vote", post, item.ref, channels="terminal"))
        act("meetings.put_to_vote", SUPERVISOR, item.ref, channels="roll_call")
    with at(EVENING, 19, 30):
        with pytest.raises(FactsError):
            act("meetings.close_session", post, meeting.ref)
        vote = Vote.objects.get()
        votes.call_roll(vote, {str(vote.roll.entries.order_by("id")[0].person): "for"}, post=CLERK)
        votes.second(vote, "roll_call")
        act("meetings.close_session", post, meeting.ref)


def test_they_close_it_themselves_and_with_its_day_it_ends_for_everybody(called: Called) -> None:
    meeting, _item, keys = called
    with at(EVENING, 19):
        scenes.open_with(meeting, keys)
    with at(EVENING + timedelta(days=1), 0, 1):
        act("meetings.close_session", CLERK, meeting.ref)


def test_nobody_else_adjourns_it_and_calls_it_again_for_the_night(called: Called) -> None:
    meeting, _item, _keys = called
    with at(EVENING, 19, 30):
        assert "open" in rules_of(lambda: act("meetings.adjourn", DIRECTOR, meeting.ref))
        act("meetings.adjourn", SUPERVISOR, meeting.ref)
    facts = {"held_on": EVENING + timedelta(days=12)}
    with at(EVENING + timedelta(days=1), 8):
        again = lambda post, hour: act("meetings.call_again", post, meeting.ref, at=hour, **facts)  # noqa: E731
        assert rules_of(lambda: again(DIRECTOR, "19:00")) == {"open"}
        assert rules_of(lambda: again(SUPERVISOR, "04:00")) == {"waking_hours"}
        again(SUPERVISOR, "19:00")


def test_they_mend_a_day_that_they_had_wrong(called: Called) -> None:
    meeting, _item, _keys = called
    cancel = lambda post: act("meetings.cancel_meeting", post, meeting.ref, because="日子写错了")  # noqa: E731
    with at(CALLED, 12):
        assert rules_of(lambda: cancel(DIRECTOR)) == {"own_call"}
        cancel(SUPERVISOR)
        assert scenes.again(meeting).cancelled_on


def test_once_somebody_has_come_it_is_held(called: Called) -> None:
    meeting, _item, keys = called
    with at(EVENING, 18, 50):
        scenes.admit(meeting, keys[:1])
        cancel = lambda: act("meetings.cancel_meeting", SUPERVISOR, meeting.ref, because="日子写错了")  # noqa: E731
        assert rules_of(cancel) == {"own_call"}
