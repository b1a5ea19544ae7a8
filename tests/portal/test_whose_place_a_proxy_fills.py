"""Somebody had come for her with a forged paper, and neither her desk nor the page of the meeting said so: whoever did
not press a bare button on suspicion never learnt of it. Now both say who came, when and by which paper, with the button
beside it, and the form says what follows; whoever sits there for another finds the evening on their own desk."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from sunward.ballots.models import Vote
from sunward.meetings.models import Meeting
from tests.by_links import Walk
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, act, at
from tests.meetings.test_a_proxy_that_nobody_gave import Evening, evening, family, meeting
from tests.meetings.test_the_collective_sends_somebody import CHAIR

__all__ = ["evening", "family", "meeting"]
pytestmark = pytest.mark.django_db
CAME = {
    "zh": "代表03 于 2026年3月16日 19:00 作为您的代理到会，凭书面委托（照片 ",
    "en": "came as your proxy",
}
FOLLOWS = {"zh": "已经代您投的票仍然计入", "en": "stays counted, and is marked for ever"}
SITS = {"zh": "您代理代表01到会，在会场代为表决", "en": "you sit there as the proxy of 代表01"}
COME = {"zh": "您可以自己到会表决", "en": "you can come and vote yourself"}
OVER = {"zh": "会议已经结束，不能再到会", "en": "The meeting is over: nobody can come"}
FREE = {"zh": "位置就空出来", "en": "the place is free"}
ROOM = {"zh": "您的位置空出来了：来会场就可以投票", "en": "come to the room, and you vote there"}
AWAY = {"zh": "付诸表决时您不在会场", "en": "put to the vote in the room while you were not there"}
PAPER = {"zh": "一张纸质选票发给了您的代理人", "en": "a paper ballot was handed out to your proxy"}


def desk(person: str, language: str) -> Walk:
    return Walk(person, language).duties()


def of_meeting(person: str, language: str, meeting: Meeting) -> Walk:
    return Walk(person, language).go("/matters/", "/meetings/", f"/meetings/{meeting.number}/")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whose_place_it_is_reads_who_came(evening: Evening, language: str) -> None:
    with at(EVENING, 19, 5):
        for read in (desk(evening.victim, language), of_meeting(evening.victim, language, evening.meeting)):
            assert CAME[language] in read.words
            assert len(read.links("do/meetings.deny_proxy/")) == 1, "the button stands beside it, and nowhere else"
        form = read.go(f"do/meetings.deny_proxy/meeting:{evening.meeting.number}/")
        assert (CAME[language] in form.words, FOLLOWS[language] in form.words) == (True, True)
        form.send()
        for again in (desk(evening.victim, language), of_meeting(evening.victim, language, evening.meeting)):
            assert CAME[language] not in again.words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whoever_sits_there_finds_the_evening_on_their_desk(evening: Evening, language: str) -> None:
    proxy, other = evening.family[2], evening.family[1]
    with at(EVENING, 19, 5):
        for read in (desk(proxy, language), of_meeting(proxy, language, evening.meeting)):
            assert SITS[language] in read.words
        for read in (desk(other, language), of_meeting(other, language, evening.meeting)):
            assert (SITS[language] in read.words, CAME[language] in read.words) == (False, False)
    evening.denies(19, 6)
    with at(EVENING, 19, 7):
        assert SITS[language] not in desk(proxy, language).words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nobody_is_sent_to_an_evening_that_is_over(evening: Evening, language: str) -> None:
    """Failed before: the morning after, and for ever, "the place is free from then on; you can come and vote
    yourself"."""
    promised, over = COME[language], OVER[language]
    with at(EVENING, 19, 5):
        form = of_meeting(evening.victim, language, evening.meeting).go("do/meetings.deny_proxy/")
        assert (promised in form.words, over in form.words) == (True, False)
    with at(EVENING + timedelta(days=1), 9):
        for read in (desk(evening.victim, language), of_meeting(evening.victim, language, evening.meeting)):
            assert FREE[language] not in read.words
            form = read.go(f"do/meetings.deny_proxy/meeting:{evening.meeting.number}/")
            assert (promised in form.words, over in form.words) == (False, True)
        form.send()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_place_that_is_free_calls_nobody_to_the_room_the_morning_after(evening: Evening, language: str) -> None:
    """Failed before: while nobody had closed the vote, the desk said so on every day that followed."""
    evening.put()
    evening.denies(19, 12)
    with at(EVENING, 19, 14):
        read = desk(evening.victim, language).words
        assert (ROOM[language] in read, AWAY[language] in read) == (True, False)
    with at(EVENING + timedelta(days=1), 9):
        read = desk(evening.victim, language).words
        assert (ROOM[language] in read, AWAY[language] in read) == (False, True)


def test_a_session_that_was_closed_is_over_that_same_evening(evening: Evening) -> None:
    with at(EVENING, 19, 10):
        act("meetings.open_session", CLERK, evening.meeting.ref)
    with at(EVENING, 19, 20):
        act("meetings.close_session", CHAIR, evening.meeting.ref)
        form = of_meeting(evening.victim, "en", evening.meeting).go("do/meetings.deny_proxy/")
        assert (COME["en"] in form.words, OVER["en"] in form.words) == (False, True)


def test_weeks_later_it_stands_on_the_meeting_alone(evening: Evening) -> None:
    with at(EVENING + timedelta(days=60), 9):
        assert CAME["zh"] not in desk(evening.victim, "zh").words
        assert CAME["zh"] in of_meeting(evening.victim, "zh", evening.meeting).words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_vote_stays_on_the_desk_while_the_proxy_holds_the_sheet(evening: Evening, language: str) -> None:
    """Seen before: as soon as the sheet was handed out "nothing waits for you"."""
    with at(EVENING, 19, 10):
        act("meetings.open_session", CLERK, evening.meeting.ref)
        scenes.put(evening.item, "collective_board.chair", channels="paper")
        vote = Vote.objects.get()
        issue(vote, evening.keys[0])
    with at(EVENING, 19, 15):
        assert PAPER[language] in desk(evening.victim, language).words
    with at(EVENING, 19, 45):
        act("ballots.close_vote", CLERK, vote.ref)
        assert PAPER[language] not in desk(evening.victim, language).words


issue: Callable[[Vote, int], object] = lambda vote, key: act("ballots.issue_paper", CLERK, vote.ref, entry=key)  # noqa: E731
