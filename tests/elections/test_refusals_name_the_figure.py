"""A refusal says what would be accepted: the last day, the first day, how many seats there are.

Before, a voting day was “put off for long” and seats were “no more than it has”: nobody was told how far, how many.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import translation

from sunward.ballots.models import Roll
from sunward.elections.models import Election
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from tests.elections import scenes
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, DEPUTY, MEMBER, SUPERVISOR, VOTING, Race, at, by, office, term_until

pytestmark = pytest.mark.usefixtures("community")


def said(doing: Callable[[], object], language: str = "zh-hans") -> str:
    """What whoever tried it reads."""
    with translation.override(language), pytest.raises((Refused, FactsError)) as refusal:
        doing()
    found = refusal.value
    if isinstance(found, FactsError):
        return str(found)
    with translation.override(language):
        return " ".join(str(one.text) for one in found.findings if one.breach)


def call(**facts: object) -> Callable[[], Election]:
    return lambda: scenes.call(**facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "最晚 {}"), ("en", "{} at the latest")])
def test_too_late_a_voting_day_names_the_last(language: str, words: str) -> None:
    last = CALLED + timedelta(days=90)
    assert words.format(last) in said(call(voting_day=date(2060, 1, 1)), language)
    scenes.call(voting_day=last)


def test_too_early_a_voting_day_names_the_first() -> None:
    term_until(DEPUTY, VOTING)
    words = said(call(voting_day=CALLED + timedelta(days=3)))
    first = words.partition("选举日最早 ")[2][:10]
    scenes.call(voting_day=date.fromisoformat(first))


@pytest.mark.parametrize(("language", "words"), [
    ("zh-hans", "最多 5 席，写了 99 席"), ("en", "5 seats at most; 99 were written"),
])  # fmt: skip
def test_too_many_seats_name_how_many_there_are(language: str, words: str) -> None:
    assert words in said(call(seats=f"{MEMBER} 99"), language)


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "副主任空缺 0 席"), ("en", "deputy director 0")])
def test_more_than_are_vacant_name_how_many_are(language: str, words: str) -> None:
    assert words in said(call(seats=f"{DEPUTY} 1", fills_vacancies=True), language)


def test_a_day_that_is_moved_back_names_the_day_after_which_it_may_be() -> None:
    race = Race()
    with at(VOTING - timedelta(days=2)):
        earlier = VOTING - timedelta(days=1)
        move = lambda: by(race.runners[0], "move_voting_day", race.election.ref, voting_day=earlier, reason="x")  # noqa: E731
        assert f"只能改到 {VOTING} 以后的日子" in said(move)


@pytest.mark.parametrize("frozen", [True, False])
def test_too_early_a_vote_on_a_recall_names_the_first_day(frozen: bool) -> None:
    """With a roll that hangs, and with one that is frozen by the call itself."""
    story = Story()
    if not frozen:
        with door_open():
            Roll.objects.filter(pk=story.roll.pk).update(of="registered")
    early = {"voting_day": CALLED + timedelta(days=3), "places": "活动室"}
    with at(CALLED, 12):
        words = said(lambda: office("call_recall_vote", SUPERVISOR, story.recall.ref, **early))
        first = words.partition("投票日最早 ")[2][:10]
        office("call_recall_vote", SUPERVISOR, story.recall.ref, **early | {"voting_day": first})
