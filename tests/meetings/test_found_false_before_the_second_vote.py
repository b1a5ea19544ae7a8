"""Whoever a clerk had put aside falsely votes in the next vote on the question: a second one among choices, also where
that is open already, or was annulled. Failed before: the first vote stands, and barred them for good."""

from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.kernel.acts import Done
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.excluding import barred_from
from tests import stage
from tests.ballots import scenes as votes
from tests.meetings import scenes
from tests.meetings.choosing import asked, by_hands, put
from tests.meetings.scenes import CLERK, EVENING, at
from tests.meetings.test_corrected_while_they_meet import who
from tests.stage import CODE, SUPERVISION_MEMBER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
FIRST = {"c1": 4, "c2": 3, "c3": 1}  # of nine: no choice has what the rules ask for


@pytest.fixture
def evening() -> tuple[AgendaItem, list[int], Done]:
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        words = {"reason": "interest", "evidence": "有亲戚"}
        done = stage.served("meetings.step_aside", who(keys[0]), item.ref, **words)
        by_hands(item, keys[1:], FIRST)
    return item, keys, done


@pytest.mark.parametrize("found", ["before it", "while it is open"])
def test_they_vote_in_the_second(evening: tuple[AgendaItem, list[int], Done], found: str) -> None:
    item, keys, done = evening
    with at(EVENING, 20, 30):
        if found == "before it":
            stage.upheld(done)
        second = put(item)
        if found != "before it":
            stage.upheld(done)
        assert keys[0] in ballots.may_raise_a_hand(second.number)
    assert scenes.marks("meetings.void_step_aside")["wrongly_aside"] == "1", "they were kept from the first"


def test_they_vote_where_the_second_was_annulled(evening: tuple[AgendaItem, list[int], Done]) -> None:
    item, keys, done = evening
    with at(EVENING, 20, 30):
        second = put(item)
        facts = {"chosen": {"c1": 4, "c2": 4}, "entries": scenes.listed(keys[1:])}
        votes.act("count_hands", CLERK, second, counted_with=stage.holder(CODE, SUPERVISION_MEMBER), **facts)
        votes.second(second, "hands")
        stage.upheld(done)
        assert barred_from(item)
    with at(EVENING + timedelta(days=4)):
        votes.act("end_unconfirmed", CLERK, second)
    assert not barred_from(item)
