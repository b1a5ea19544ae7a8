"""A clerk adjourned the petitioners' meeting in its first second; the director closed it before the question."""

from datetime import timedelta

import pytest

from sunward.ballots.models import Vote
from sunward.charter.queries import sitting
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings.calling.again import called_again
from sunward.meetings.calling.demanding import notice_days
from sunward.meetings.calling.forced import OTHERS_CALL
from sunward.meetings.models import Meeting
from tests.ballots import scenes as votes
from tests.ballots.scenes import rules_of
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import EVENING, STREET, Forced, resident, signed_by
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DEPUTY, DIRECTOR, SUPERVISOR, act, at
from tests.stage import CODE, served

pytestmark = pytest.mark.usefixtures("community")


def called_by(post: str) -> Forced:
    forced = Forced()
    with door_open():
        Meeting.objects.update(by_petitioner=False, convened_by_post=post)
    return forced


def test_a_room_waits_for_half_an_hour() -> None:
    meeting, _item, _keys = scenes.called()
    for minute in (0, 29):
        with at(scenes.EVENING, 19, minute):
            assert rules_of(lambda: act("meetings.adjourn", CLERK, meeting.ref)) == {"time"}
    with at(scenes.EVENING, 19, 30):
        assert rules_of(lambda: act("meetings.adjourn", CLERK, meeting.ref, at="19:10")) == {"time"}, "said to be then"
        act("meetings.adjourn", CLERK, meeting.ref)


@pytest.mark.parametrize("post", [CLERK, DIRECTOR, SUPERVISOR, STREET])
def test_only_petitioners_adjourn_what_they_called_until_its_day_is_over(post: str) -> None:
    forced = Forced()
    with at(EVENING, 20):
        assert rules_of(lambda: act("meetings.adjourn", post, forced.meeting.ref)) == {"open"}
    with at(EVENING + timedelta(days=1), 0, 1):
        assert rules_of(lambda: act("meetings.adjourn", post, forced.meeting.ref)) == {"afterwards"}, "hour and list"
    with at(EVENING + timedelta(days=4), 0, 1):
        act("meetings.adjourn", post, forced.meeting.ref)


def test_a_petitioner_adjourns_it_at_the_desk_too() -> None:
    forced = Forced()
    with at(EVENING, 20):
        served("meetings.adjourn", forced.signer, forced.meeting.ref)


@pytest.mark.parametrize(
    ("caller", "who", "ends"),
    [
        (STREET, STREET, True), (STREET, SUPERVISOR, False), (STREET, CLERK, False),
        (DIRECTOR, DIRECTOR, False), (DIRECTOR, SUPERVISOR, True), (DIRECTOR, STREET, True),
    ],
)  # fmt: skip
def test_where_an_office_called_it_who_ends_it(caller: str, who: str, ends: bool) -> None:
    """The body that owed the call would end it before the question, and call it anew, every month. With enough people
    in the room nobody closes it on its day."""
    forced = called_by(caller)
    with at(EVENING, 20):
        adjourn = lambda: act("meetings.adjourn", who, forced.meeting.ref)  # noqa: E731
        if ends:
            adjourn()
        else:
            assert rules_of(adjourn) == {"open"}


def test_nobody_closes_it_before_a_vote_whoever_called_it() -> None:
    """Failed before: the office that had called it closed it."""
    forced = called_by(STREET)
    with at(EVENING, 19):
        forced.let_in(SUPERVISOR)
        for post in (STREET, SUPERVISOR, DIRECTOR):
            with pytest.raises(FactsError):
                act("meetings.close_session", post, forced.meeting.ref)


def test_once_somebody_has_voted_or_the_day_is_over_any_of_them_closes_it() -> None:
    forced = Forced()
    with at(EVENING, 19):
        forced.let_in("resident", forced.signer)
        with pytest.raises(FactsError):
            act("meetings.close_session", DIRECTOR, forced.meeting.ref)
        act("meetings.put_to_vote", "resident", forced.item.ref, by=forced.signer, channels="roll_call")
    with at(EVENING, 19, 30):
        with pytest.raises(FactsError):
            act("meetings.close_session", DIRECTOR, forced.meeting.ref)
        votes.call_roll(Vote.objects.get(), {forced.people[0]: "for"})
        votes.second(Vote.objects.get(), "roll_call")
        act("meetings.close_session", DIRECTOR, forced.meeting.ref)


@pytest.mark.parametrize("channels", ["terminal", "paper"])
def test_no_office_puts_their_question_by_channels_that_it_alone_serves(channels: str) -> None:
    """The director put it, served nobody, and closed the session a second later: the right was used up."""
    forced = Forced()
    with at(EVENING, 19):
        forced.let_in("resident", forced.signer)
    with at(EVENING, 19, 31):
        for post in (DIRECTOR, DEPUTY):
            put = lambda post=post: act("meetings.put_to_vote", post, forced.item.ref, channels=channels, secret=True)  # noqa: E731
            assert rules_of(put) == {"open", "room_channels"}
        act("meetings.put_to_vote", "resident", forced.item.ref, by=forced.signer)


def test_a_question_that_nobody_answered_gives_the_evening_back() -> None:
    forced = called_by(DIRECTOR)
    with at(EVENING, 19):
        forced.let_in(SUPERVISOR)
        act("meetings.put_to_vote", DIRECTOR, forced.item.ref, channels="terminal", secret=True)
        with pytest.raises(FactsError):
            act("meetings.close_session", DIRECTOR, forced.meeting.ref)
    with at(EVENING, 19, 40):
        act("ballots.close_vote", CLERK, Vote.objects.get().ref)
        with pytest.raises(FactsError):
            act("meetings.close_session", DIRECTOR, forced.meeting.ref)
        act("meetings.put_to_vote", SUPERVISOR, forced.item.ref)


def test_an_evening_that_nobody_closed_is_closed_the_next_day() -> None:
    forced = Forced()
    with at(EVENING, 19):
        forced.let_in("resident", forced.signer)
    with at(EVENING + timedelta(days=1), 9):
        act("meetings.close_session", CLERK, forced.meeting.ref)


AGAIN = {"held_on": EVENING + timedelta(days=12), "at": "04:00", "place": "北山仓库"}


@pytest.mark.parametrize("post", [DIRECTOR, SUPERVISOR, STREET])
def test_no_office_calls_their_second_evening_for_the_night(post: str) -> None:
    """It was called for four in the morning in a warehouse, and the petitioners could not call it any more."""
    forced = Forced()
    with at(EVENING, 20):
        act("meetings.adjourn", "resident", forced.meeting.ref, by=forced.signer)
        assert rules_of(lambda: act("meetings.call_again", post, forced.meeting.ref, **AGAIN)) == {
            "open",
            "waking_hours",
        }
    with at(EVENING + timedelta(days=1), 9):
        act("meetings.call_again", "resident", forced.meeting.ref, by=forced.opener, **AGAIN | {"at": "19:00"})


def test_in_their_silence_others_call_it_again_before_the_days_are_over() -> None:
    forced = Forced()
    with at(EVENING, 20):
        act("meetings.adjourn", "resident", forced.meeting.ref, by=forced.signer)
    last = EVENING + timedelta(days=15)
    others = last - timedelta(days=notice_days(sitting(CODE, scenes.BODY, EVENING))) - OTHERS_CALL
    assert EVENING + timedelta(days=1) < others < last
    facts = AGAIN | {"held_on": last, "at": "19:00"}
    with at(others - timedelta(days=1), 23):
        assert rules_of(lambda: act("meetings.call_again", STREET, forced.meeting.ref, **facts)) == {"open"}
    with at(others, 0, 1):
        act("meetings.call_again", STREET, forced.meeting.ref, **facts)


def test_a_second_call_that_was_cancelled_is_none() -> None:
    forced = Forced()
    with at(EVENING, 20):
        act("meetings.adjourn", "resident", forced.meeting.ref, by=forced.signer)
    facts = AGAIN | {"at": "19:00", "place": "院子"}
    signers = [forced.signer, *(signed_by(forced.asked, resident(f"签名人{one}")) for one in range(3))]
    call = lambda by: act("meetings.call_again", "resident", forced.meeting.ref, by=by, **facts)  # noqa: E731
    with at(EVENING + timedelta(days=1), 9):
        for signer in signers[:3]:
            second = call(signer).result
            assert second
            assert rules_of(lambda: call(signers[3])) == {"once"}
            with door_open():
                Meeting.objects.filter(number=second.id).update(cancelled_on=EVENING + timedelta(days=1))
        assert called_again(scenes.again(forced.meeting)) is False
        call(signers[3])
    assert called_again(scenes.again(forced.meeting))
    assert Meeting.objects.latest("id").items.get().about == forced.asked.ref
