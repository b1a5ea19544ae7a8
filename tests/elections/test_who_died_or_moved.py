"""The dead stand for nothing and hold nothing; whoever has moved away is marked.

Before, a candidate whose death stood in the register, with its certificate, was on the ballot without a mark, was
elected and held the post.
"""

from datetime import date, timedelta

import pytest

from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.portal.views.overdue import everything_overdue
from sunward.registry.models import ResidenceSpell
from tests import stage
from tests.elections import scenes
from tests.elections.scenes import CLERK, CODE, MEMBER, VOTING, Race, at, by
from tests.journeys.pages import page
from tests.money.cases import paper
from tests.stage import marks

pytestmark = pytest.mark.usefixtures("community")
EVE = VOTING - timedelta(days=1)


def died(person: str, on: date, hour: int = 9) -> None:
    with at(on, hour):
        facts = {"told_by": "papers", "reason": "died", "certificate": paper("certificate")}
        stage.act("registry.record_departure", CLERK, Ref.parse(person), **facts)


def test_who_died_before_the_poll_is_struck_from_the_ballot_with_a_mark() -> None:
    race = Race()
    race.post()
    dead = race.candidates[0]
    died(dead, EVE)
    with at(VOTING, 8):
        assert "candidates_alive" in marks(by(race.runners[0], "open_poll", race.election.ref, booths=2))
        assert "已去世" in page(f"elections/{race.election.number}/")
    assert {one.key for one in race.vote().choices.all()} == {"c2", "c3"}
    race.people.remove(dead)
    race.count({"c2": 8, "c3": 7})
    assert "candidates_alive" in marks(race.declare())
    race.certify()
    assert dead not in scenes.holding(MEMBER, VOTING)
    with at(VOTING), pytest.raises(FactsError):
        scenes.appoint(dead, MEMBER)


def test_a_death_that_only_somebody_says_strikes_nobody() -> None:
    race = Race()
    race.post()
    with at(EVE):
        facts = {"told_by": "household", "reason": "died"}
        stage.act("registry.record_departure", CLERK, Ref.parse(race.candidates[0]), **facts)
    race.open()
    assert {one.key for one in race.vote().choices.all()} == {"c1", "c2", "c3"}


def test_somebody_elected_who_died_before_the_certificate_leaves_the_seat_open() -> None:
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 9, "c2": 8, "c3": 1})
    died(race.candidates[0], VOTING, 18)
    done = race.declare()
    assert "elected_alive" in marks(done)
    race.certify()
    held = scenes.holding(MEMBER, VOTING)
    assert (race.candidates[0] in held, race.candidates[1] in held) == (False, True)
    late = VOTING + timedelta(days=9)
    with at(late):
        (line,) = [one for one in everything_overdue(CODE, late) if one.subject == race.election.ref]
        assert "died" in line.stuck_at.en
        assert "当选的人有 1 人已去世" in page(f"elections/{race.election.number}/")


def test_who_moved_away_is_marked_on_the_list() -> None:
    race = Race()
    with at(VOTING - timedelta(days=8)):
        facts = {"told_by": "self", "reason": "moved", "paper": paper("signed")}
        stage.act("registry.record_departure", CLERK, Ref.parse(race.candidates[1]), **facts)
    with at(VOTING - timedelta(days=7)):
        assert "candidates_live_here" in marks(by(race.runners[0], "post_candidates", race.election.ref))
        assert "已搬走" in page(f"elections/{race.election.number}/")
    with at(VOTING, 8):
        assert "candidates_live_here" in marks(by(race.runners[0], "open_poll", race.election.ref, booths=2))


def test_whom_the_register_never_knew_to_live_here_has_not_moved_away() -> None:
    """Seen before on the demo's own page: of two supervisors, who had come with the founding, it said to everybody that
    they had left."""
    race = Race()
    race.post()
    with door_open():
        ResidenceSpell.objects.filter(person__number=race.candidates[0].removeprefix("person:")).delete()
    with at(VOTING, 8):
        assert "candidates_live_here" not in marks(by(race.runners[0], "open_poll", race.election.ref, booths=2))
        assert "已搬走" not in page(f"elections/{race.election.number}/")
