"""What is over says no more why this or that cannot be done yet; and when a session ended is said as it is known."""

import re
from datetime import timedelta

import pytest

from tests.ballots import scenes as votes
from tests.by_links import Walk
from tests.elections.scenes import VOTING, Race, at
from tests.meetings import scenes as meeting_of
from tests.meetings.scenes import EVENING
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
both = pytest.mark.parametrize("language", ["zh", "en"])
WALL = {"zh": "为什么还不能办", "en": "Why not yet"}


def walls(page: Walk) -> int:
    return page.words.count(WALL[page.language])


@both
def test_a_finished_election_says_of_nothing_why_not_yet(language: str) -> None:
    """Before, its page had a dozen reasons why it could not be opened, posted or moved."""
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 5, "c2": 4})
    race.declare()
    with at(VOTING, 19, 30):
        way = Walk(race.runners[0], language).go("/matters/", "/elections/")
        page = way.go(f"/elections/{race.election.number}/")
        assert walls(page), "its result can still be annulled"
    race.certify()
    with at(VOTING + timedelta(days=1)):
        way = Walk(race.runners[0], language).go("/matters/", "/elections/")
        page = way.go(f"/elections/{race.election.number}/")
        assert walls(page) == 0


@both
def test_neither_does_a_certified_vote(language: str) -> None:
    with votes.at(9):
        voters = votes.people(4)
        vote = votes.put(votes.roll_of(voters))
        for one in voters:
            votes.cast(vote, one)
        way = Walk(holder(CODE, SUPERVISOR), language).go("/matters/", "/votes/")
        assert walls(way.go(f"/votes/{vote.number}/"))
        votes.close(vote)
        votes.ask_back(vote)
        votes.certify(vote)
        way = Walk(holder(CODE, SUPERVISOR), language).go("/matters/", "/votes/")
        assert walls(way.go(f"/votes/{vote.number}/")) == 0


@both
def test_a_session_closed_the_next_day_ended_on_its_own(language: str) -> None:
    """Before, its page and its minutes said that it ended on the next evening, at the hour of the entry."""
    meeting, _item, keys = meeting_of.called(3)
    with meeting_of.at(EVENING, 19):
        meeting_of.open_with(meeting, keys)
    with meeting_of.at(EVENING + timedelta(days=1), 20, 30):
        meeting_of.act("meetings.close_session", DIRECTOR, meeting.ref)
        meeting_of.act("meetings.draft_minutes", CLERK, meeting.ref)
        page = Walk(holder(CODE, CLERK), language).go("/matters/", "/meetings/")
        page = page.go(f"/meetings/{meeting.number}/")
        unknown = {"zh": "没有写明几点", "en": "at an hour that nobody entered"}[language]
        assert unknown in page.words
        assert walls(page) == 1, "its minutes wait for the day on which they can be signed"
        assert unknown in page.go(f"/meetings/{meeting.number}/minutes/").words


@both
def test_a_session_closed_on_its_evening_has_its_hour(language: str) -> None:
    meeting, _item, keys = meeting_of.called(3)
    with meeting_of.at(EVENING, 19):
        meeting_of.open_with(meeting, keys)
    with meeting_of.at(EVENING, 21):
        meeting_of.act("meetings.close_session", DIRECTOR, meeting.ref)
        page = Walk("", language).go("/matters/", "/meetings/")
        page = page.go(f"/meetings/{meeting.number}/")
        assert re.search(r"21:[03]0", page.words)
