"""The day of a poll, its hours and its place stand on the home page and on the desk of its voters before it opens."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.elections import queries
from sunward.kernel.memo import remembering
from sunward.portal.views.overdue import everything_overdue
from tests.by_links import Walk
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CODE, VOTING, Race, at
from tests.stage import CLERK, DIRECTOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
both = pytest.mark.parametrize("language", ["zh", "en"])
VOTE = {"zh": "您有投票权", "en": "you have a vote"}
ON = {
    "zh": {
        VOTING: "3月27日 08:00–18:00投票 · 社区活动室",
        CALLED + timedelta(days=19): "3月21日 08:00–18:00投票 · 社区活动室",
    },
    "en": {
        VOTING: "the vote is on 27 Mar 08:00–18:00 · 社区活动室",
        CALLED + timedelta(days=19): "the vote is on 21 Mar 08:00–18:00 · 社区活动室",
    },
}


@both
def test_of_an_election(language: str) -> None:
    race = Race()
    race.post()
    said = ON[language][VOTING]
    with at(VOTING - timedelta(days=6)):
        home = Walk("", language)
        assert said in home.words
        home.go(f"elections/{race.election.number}/")
        assert VOTE[language] in Walk(race.people[-1], language).duties().words
        assert VOTE[language] not in Walk(holder(CODE, CLERK), language).duties().words, "not on the roll"
    race.open()
    with at(VOTING, 9):
        assert said not in Walk("", language).words, "the vote itself stands there now"
        assert VOTE[language] not in Walk(race.people[-1], language).duties().words


@both
def test_of_a_recall(language: str) -> None:
    story = Story()
    with at(CALLED + timedelta(days=8)):
        assert VOTE[language] not in Walk(story.people[5], language).duties().words, "no day was named"
    day = story.call()
    said = ON[language][day]
    with at(day - timedelta(days=1)):
        home = Walk("", language)
        assert said in home.words
        home.go(f"recalls/{story.recall.number}/")
        assert VOTE[language] in Walk(story.people[5], language).duties().words
        assert VOTE[language] not in Walk(holder(CODE, DIRECTOR), language).duties().words
    with at(day + timedelta(days=1)):
        assert said not in Walk("", language).words
        assert VOTE[language] not in Walk(story.people[5], language).duties().words


def test_it_asks_the_database_nothing_more_of_everybody() -> None:
    """What is overdue has read the elections and the recalls already."""
    race = Race()
    with at(CALLED, 12), remembering():
        everything_overdue(CODE, CALLED)
        with CaptureQueriesContext(connection) as asked:
            (one,) = queries.polls_to_come(CODE, CALLED)
    assert (one.ref, len(asked)) == (race.election.ref, 0)
