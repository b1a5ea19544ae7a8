"""Complaint: the deputy called an election in the director's first year, and the director was out.

Before, nothing was found amiss; and an election was called while the one before was still being voted on.
"""

from datetime import timedelta

import pytest

from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from tests import stage
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, DEPUTY, DIRECTOR, MEMBER, VOTING, Race, at, office, rules_of
from tests.journeys.test_no_office_is_left_with_its_seal import resigns
from tests.stage import holder

pytestmark = pytest.mark.usefixtures("community")


def calls(seats: str, **facts: object) -> Ref | None:
    given = {"body": "residents_committee", "places": "活动室", "until_hour": "18:00", "voting_day": VOTING} | facts
    return office("call_election", DEPUTY, stage.here(), seats=seats, **given).result


def test_the_lawful_way_is_named() -> None:
    with at(CALLED):
        assert rules_of(lambda: calls(f"{DIRECTOR} 1")) == {"term_ends"}
        with pytest.raises(Refused) as refusal:
            calls(f"{MEMBER} 2\n{DIRECTOR} 1")
        (said,) = [one.text for one in refusal.value.findings if one.breach]
        assert ("罢免" in said.zh, "recall" in said.en) == (True, True)
        assert calls(f"{MEMBER} 2"), "nobody holds those seats"


def test_a_vacant_post_can_be_filled_and_one_whose_term_ends_be_elected() -> None:
    with at(CALLED):
        resigns(holder(CODE, DIRECTOR), CALLED)
        assert calls(f"{DIRECTOR} 1", fills_vacancies=True)
    scenes.term_until(DEPUTY, CALLED + timedelta(days=120))
    with at(VOTING + timedelta(days=1)):
        assert calls(f"{DEPUTY} 1", voting_day=VOTING + timedelta(days=30))


def test_the_election_before_is_settled_first() -> None:
    race = Race()
    race.post()
    race.open()
    again = {"voting_day": VOTING + timedelta(days=25)}
    with at(VOTING, 12):
        assert rules_of(lambda: calls(f"{MEMBER} 2", **again)) == {"settled_before"}
    race.count({"c1": 8, "c2": 3, "c3": 2})
    race.declare()
    with at(VOTING, 19, 10):
        assert rules_of(lambda: calls(f"{MEMBER} 2", fills_vacancies=True, **again)) == {"settled_before"}
    race.certify()
    with at(VOTING, 20):
        assert calls(f"{MEMBER} 2", fills_vacancies=True, **again)
