"""The question is put, and then nothing: closing in 2099, or never. It counted as heeded, and nothing was overdue."""

from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.kernel import clock
from sunward.meetings.calling.demanding import heeded
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes as elections
from tests.elections.recall import Story
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import EVENING, Forced
from tests.meetings import scenes
from tests.meetings.scenes import SUPERVISOR, act, at
from tests.stage import CLERK, CODE

pytestmark = pytest.mark.usefixtures("community")
LATER = EVENING + timedelta(days=2)


@pytest.mark.parametrize(
    ("channels", "until", "opens"),
    [
        ("paper", "2099-01-01 20:00", False),
        ("paper", f"{EVENING + timedelta(days=2)} 00:00", False),
        ("paper", f"{EVENING + timedelta(days=1)} 23:59", True),
    ],
)
def test_in_a_room_a_vote_closes_the_next_day_at_the_latest(channels: str, until: str, opens: bool) -> None:
    forced = Forced()
    with at(EVENING, 19):
        forced.let_in(SUPERVISOR)
        put = lambda: act("meetings.put_to_vote", "resident", forced.item.ref, by=forced.opener,  # noqa: E731
                          channels=channels, secret=True, closes_at=until)  # fmt: skip
        if opens:
            put()
        else:
            assert votes.rules_of(put) == {"closes_in_time"}
    assert Vote.objects.exists() is opens


@pytest.mark.parametrize(("until", "opens"), [("2026-04-15 20:00", True), ("2026-04-16 08:00", False)])
def test_outside_a_room_it_is_open_for_thirty_days_at_most(until: str, opens: bool) -> None:
    roll = votes.roll_of(votes.people(3))
    if opens:
        assert votes.put(roll, closes_at=until).closes_at
    else:
        with pytest.raises(AssertionError):
            votes.put(roll, closes_at=until)


def test_left_open_it_heeds_nobody_stands_as_overdue_and_a_voter_closes_it() -> None:
    forced = Forced()
    with at(EVENING, 19):
        forced.let_in(SUPERVISOR)
        act("meetings.put_to_vote", "resident", forced.item.ref, by=forced.opener, channels="paper", secret=True)
    vote, voter = Vote.objects.get(), forced.people[0]
    with at(EVENING, 20):
        votes.act("issue_paper", SUPERVISOR, vote, entry=forced.keys[0])
        close = lambda by, post="anyone": act("ballots.close_vote", post, vote.ref, by=by)  # noqa: E731
        assert votes.rules_of(lambda: close(voter)) == {"open"}, "its day is not over"
        assert heeded([forced.asked.pk], EVENING) == {forced.asked.pk}
        assert ballots.overdue(CODE, EVENING) == []
    with at(LATER, 9):
        assert heeded([forced.asked.pk], LATER) == frozenset()
        (late,) = ballots.overdue(CODE, LATER)
        assert (late.subject, late.owner_post, late.due_on) == (vote.ref, CLERK, EVENING)
        assert "enter from the signed list until" in late.next_step.en
        assert "supervision committee" in late.next_step.en
        assert votes.rules_of(lambda: close(forced.signer)) == {"open"}, "signed, and stands on no roll of it"
        assert votes.rules_of(lambda: close(voter)) == {"open"}, "who took a sheet in the dark can still be entered"
    with at(EVENING + timedelta(days=4), 12):
        (late,) = ballots.overdue(CODE, clock.today())
        assert "anybody on its roll" in late.next_step.en
        close(voter)
        assert ballots.overdue(CODE, clock.today()) == []


def test_the_petitioners_call_it_again_while_the_vote_lies_open() -> None:
    forced = Forced()
    forced.held(SUPERVISOR)
    again = forced.called(LATER, LATER + timedelta(days=11))
    assert again.number != forced.meeting.number


def test_what_was_closed_and_nobody_counts_or_certifies_is_overdue() -> None:
    meeting, item, keys = scenes.called(9)
    with at(scenes.EVENING):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item, channels="paper", secret=True)
        votes.act("issue_paper", CLERK, vote, entry=keys[0])
    with at(scenes.EVENING, 20):
        votes.close(vote)
    said = lambda days: [(one.title.en.split(":")[0], one.owner_post)  # noqa: E731
                         for one in ballots.overdue(CODE, scenes.EVENING + timedelta(days=days))]  # fmt: skip
    assert said(0) == []
    assert said(9) == [("Paper not counted and confirmed", SUPERVISOR)]
    with at(scenes.EVENING + timedelta(days=9)):
        votes.count_paper(vote, {"for": 1}, **votes.sheets({"for": 1}))
        votes.confirm(vote)
    assert said(9) == [("Result of a vote not certified", SUPERVISOR)]
    with at(scenes.EVENING + timedelta(days=9)):
        votes.ask_back(vote)
        votes.act("certify", elections.STREET, vote)
    assert said(9) == []


def test_the_poll_on_a_recall_is_left_open_and_any_voter_closes_it() -> None:
    story = Story()
    day = story.call()
    with elections.at(day):
        elections.office("open_recall_poll", elections.STREET, story.recall.ref, booths=1)
    vote = Vote.objects.get(about_type="recall")
    after = day + timedelta(days=1)
    assert [one.subject for one in ballots.overdue(CODE, after)] == [vote.ref]
    close = lambda: stage.act("ballots.close_vote", "anyone", vote.ref, by=story.people[4])  # noqa: E731
    with elections.at(day + timedelta(days=4), 11):
        assert votes.rules_of(close) == {"open"}, "its signed list can still be entered until the day before"
    with elections.at(day + timedelta(days=4), 12):
        close()
    assert ballots.overdue(CODE, after) == []


def test_what_was_put_before_midnight_is_not_closed_by_the_first_who_is_up() -> None:
    """Put at ten to twelve, it was closed at a minute past by somebody who had lost."""
    forced = Forced()
    with at(EVENING, 23, 40):
        forced.let_in(SUPERVISOR)
    with at(EVENING, 23, 50):
        act("meetings.put_to_vote", "resident", forced.item.ref, by=forced.opener, channels="paper", secret=True)
        vote = Vote.objects.get()
        votes.act("issue_paper", SUPERVISOR, vote, entry=forced.keys[0])
    close = lambda: act("ballots.close_vote", "anyone", vote.ref, by=forced.people[0])  # noqa: E731
    for day, hour, minute in ((1, 0, 1), (1, 12, 1), (4, 11, 59)):
        with at(EVENING + timedelta(days=day), hour, minute):
            assert votes.rules_of(close) == {"open"}
    with at(EVENING + timedelta(days=4), 12, 0):
        close()
