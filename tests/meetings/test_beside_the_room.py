"""Sheets taken by people outside the room, and codes typed at the terminal, for a place that a member and a proxy fill
one after the other: of whoever took them. Each failed before."""

from functools import partial

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import SampledVoter, Vote
from sunward.kernel import clock
from sunward.kernel.guard import door_open
from tests.ballots import scenes as votes
from tests.by_links import Walk
from tests.meetings.filled import (
    NEXT,
    OUTSIDE_TOO,
    SHEETS,
    Evening,
    changes_hands,
    comes,
    denied,
    evening,
    family,
    goes,
    hands,
    marked,
    meeting,
    proxy_sits_down,
    put,
    reads_as_by_proxy,
    sheet,
)
from tests.meetings.scenes import EVENING, at
from tests.portal.pages import signed_in
from tests.stage import CODE

__all__ = ["evening", "family", "meeting"]
pytestmark = pytest.mark.django_db


class TestWherePeopleOutsideVoteToo:
    def test_a_proxy_who_comes_after_the_question_takes_a_sheet(self, evening: Evening) -> None:
        with at(EVENING, 19, 1):
            goes(evening)
        with at(EVENING, 19, 10):
            vote = put(evening, **OUTSIDE_TOO)
        with at(EVENING, 19, 12):
            proxy_sits_down(evening)
        with at(EVENING, 19, 13):
            for place in evening.keys:
                sheet(vote, place)
        assert reads_as_by_proxy(evening, vote)
        with at(EVENING, 19, 20):
            assert denied(evening) == 1
        assert marked(vote) == {"false_proxies"}
        with at(NEXT, 20, 1):
            votes.close(vote)
        drawn = set(SampledVoter.objects.filter(vote=vote).values_list("entry_id", flat=True))
        assert drawn == set(evening.keys[1:])

    @pytest.mark.parametrize("says_so", [True, False])
    def test_the_sheet_that_she_takes_at_the_desk_is_hers(self, evening: Evening, says_so: bool) -> None:
        with at(EVENING, 19, 10):
            vote = put(evening, **OUTSIDE_TOO)
        with at(EVENING, 19, 12):
            if says_so:
                denied(evening)
            else:
                goes(evening)
        with at(NEXT, 10):
            sheet(vote, evening.keys[0])
            assert not reads_as_by_proxy(evening, vote)
            assert says_so or denied(evening) == 0
        assert "false_proxies" not in marked(vote)

    def test_nobody_sits_there_any_more_once_the_evening_is_over(self, evening: Evening) -> None:
        """Nobody entered that they left, and her own sheet of the next noon read as her proxy's."""
        with at(EVENING, 19, 10):
            vote = put(evening, **OUTSIDE_TOO)
        with at(NEXT, 12):
            sheet(vote, evening.keys[0])
            assert not reads_as_by_proxy(evening, vote)

    def test_nor_is_a_code_that_is_brought_to_her_then_a_proxys(self, evening: Evening) -> None:
        with at(EVENING, 19, 10):
            vote = put(evening, **OUTSIDE_TOO | {"channels": "terminal,web"})
        with at(NEXT, 12):
            code = code_for_whoever_sits_there(evening, vote)
            votes.cast(vote, evening.victim, "for", "terminal", code=code)
            assert not reads_as_by_proxy(evening, vote)

    def test_taken_after_the_proxy_had_gone_by_the_list_it_is_hers(self, evening: Evening) -> None:
        with at(EVENING, 19, 10):
            vote = put(evening, **OUTSIDE_TOO)
        with at(EVENING, 19, 25):
            goes(evening)
        with at(EVENING, 19, 27):
            comes(evening)
        with at(EVENING, 19, 40):
            sheet(vote, evening.keys[0], at="19:26")
            assert not reads_as_by_proxy(evening, vote)

    def test_a_sheet_entered_with_its_hour_is_of_whoever_sat_there_then(self, evening: Evening) -> None:
        with at(EVENING, 19, 5):
            comes(evening)
        with at(EVENING, 19, 10):
            vote = put(evening, **OUTSIDE_TOO)
        changes_hands(evening, False, 19, 20)
        with at(EVENING, 19, 30):
            sheet(vote, evening.keys[0], at="19:11")
            assert not reads_as_by_proxy(evening, vote)

    def test_in_the_minute_in_which_she_came_it_is_hers(self, evening: Evening) -> None:
        with at(EVENING, 19, 10):
            vote = put(evening, **OUTSIDE_TOO)
        with clock.moved_to(clock.moment(EVENING, 19, 20).replace(second=30)):
            comes(evening)
        with at(EVENING, 19, 25):
            sheet(vote, evening.keys[0], at="19:20")
        assert not reads_as_by_proxy(evening, vote)

    @pytest.mark.parametrize("says_so", [True, False])
    def test_the_code_of_a_proxy_who_came_late_opens_nothing_for_her(self, evening: Evening, says_so: bool) -> None:
        with at(EVENING, 19, 1):
            goes(evening)
        with at(EVENING, 19, 10):
            vote = put(evening, channels="terminal,web", secret=True, closes_at=f"{NEXT} 20:00")
        with at(EVENING, 19, 12):
            proxy_sits_down(evening)
            code = votes.code_for(vote, evening.victim, [evening.family[1], evening.family[3]])
        with at(EVENING, 19, 15):
            if says_so:
                denied(evening)
            else:
                comes(evening)
        with at(EVENING, 19, 20):
            assert votes.rules_of(partial(votes.cast, vote, evening.victim, "for", "terminal", code=code)) == {"code"}

    def test_a_true_proxy_takes_theirs_home(self, evening: Evening) -> None:
        with at(EVENING, 19, 10):
            vote = put(evening, channels="terminal,web", secret=True, closes_at=f"{NEXT} 20:00")
            code = votes.code_for(vote, evening.victim, [evening.family[1], evening.family[3]])
        with at(EVENING, 19, 20):
            goes(evening)
        with at(NEXT, 10):
            votes.cast(vote, evening.victim, "for", "terminal", code=code)
        assert reads_as_by_proxy(evening, vote)

    def test_her_ballot_on_the_web_is_hers_in_a_vote_of_an_older_release_too(self, evening: Evening) -> None:
        with at(EVENING, 19, 10):
            vote = put(evening, **OUTSIDE_TOO)
        with door_open():
            Vote.objects.filter(pk=vote.pk).update(by_proxy=None)
        with at(EVENING, 19, 12):
            votes.cast(votes.fresh(vote), evening.victim, "for")
            assert denied(evening) == 0
        assert "false_proxies" not in marked(vote)


def code_for_whoever_sits_there(evening: Evening, vote: Vote) -> str:
    return votes.code_for(vote, evening.victim, [evening.family[1], evening.family[3]])


def test_the_code_that_was_handed_to_a_proxy_votes_as_theirs(evening: Evening) -> None:
    with at(EVENING, 19, 10):
        vote = put(evening, channels="terminal", secret=True)
    with at(EVENING, 19, 12):
        code = code_for_whoever_sits_there(evening, vote)
        votes.cast(vote, evening.victim, "for", "terminal", code=code)
    assert reads_as_by_proxy(evening, vote)
    with at(EVENING, 19, 20):
        assert denied(evening) == 1
    assert marked(vote) == {"false_proxies"}


@pytest.mark.parametrize("says_so", [True, False])
def test_a_code_of_a_proxy_opens_nothing_once_they_have_gone(evening: Evening, says_so: bool) -> None:
    """It voted for her after she had denied the proxy and come, and she was told that she had voted."""
    with at(EVENING, 19, 10):
        vote = put(evening, channels="terminal", secret=True)
    with at(EVENING, 19, 12):
        code = code_for_whoever_sits_there(evening, vote)
    with at(EVENING, 19, 15):
        if says_so:
            denied(evening)
        comes(evening)
    with at(EVENING, 19, 20):
        cast = partial(votes.cast, vote, evening.victim, "for", "terminal")
        assert votes.rules_of(partial(cast, code=code)) == {"code"}
        cast(code=code_for_whoever_sits_there(evening, vote))
    assert not reads_as_by_proxy(evening, vote)


def test_no_code_opens_anything_on_another_night(evening: Evening) -> None:
    """A question of the room, without an announced hour: two carriers chose who votes then."""
    with at(EVENING, 19, 10):
        vote = put(evening, channels="terminal", secret=True)
    carried = partial(votes.code_for, vote, evening.family[1], [evening.family[0], evening.family[3]])
    with at(EVENING, 19, 12):
        code = carried()
    with at(NEXT, 23):
        assert votes.rules_of(carried) == {"on_its_evening"}
        cast = partial(votes.cast, vote, evening.family[1], "for", "terminal", code=code)
        assert votes.rules_of(cast) == {"on_its_evening"}


def test_who_denied_the_proxy_reads_that_the_place_waits_for_her(evening: Evening) -> None:
    """She read "you do not vote on it", came all the same, and voted."""
    with at(EVENING, 19, 10):
        vote = put(evening)
    with at(EVENING, 19, 12):
        denied(evening)
        now = ballots.mine_now(evening.victim, CODE, clock.now())
        assert ([one.number for one in now.freed], now.outside) == ([vote.number], ())
        assert ballots.passed_over(evening.victim, vote.number) == "freed"
        assert "come to the room, and you vote there" in Walk(evening.victim, "en").duties().words
        comes(evening)
        assert ballots.passed_over(evening.victim, vote.number) == ""


def test_the_day_after_nobody_is_asked_to_come_there(evening: Evening) -> None:
    """She read that her place was free, beside that the evening was over."""
    with at(EVENING, 19, 10):
        vote = put(evening, **SHEETS)
    with at(EVENING, 19, 15):
        denied(evening)
        assert ballots.passed_over(evening.victim, vote.number) == "freed"
    with at(NEXT, 9):
        assert ballots.passed_over(evening.victim, vote.number) == "outside"


def test_of_a_vote_that_a_denied_proxy_has_given_she_reads_that_she_has_said_so(evening: Evening) -> None:
    """She was told once more that her proxy had voted, and to say so if she had given none."""
    with at(EVENING, 19, 10):
        vote = put(evening)
    with at(EVENING, 19, 12):
        hands(vote, evening.keys)
        denied(evening)
        client = signed_in(Client(), evening.victim)
        page = client.get(f"/zh/c/{CODE}/votes/{vote.number}/").content.decode()
    assert "是您说过没有委托的人投的" in page
    assert "没有委托的，请" not in page
