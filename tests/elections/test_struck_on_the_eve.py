"""Who is on the roll of a vote is not settled by whoever stands in it, nor by a strike that nothing bears out."""

from datetime import timedelta

import pytest

from sunward.ballots.models import Roll
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.registry.models import Kinship
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.recall import Story
from tests.elections.scenes import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISOR, VOTING, Race, at, office
from tests.money.cases import paper
from tests.stage import marks

pytestmark = pytest.mark.usefixtures("community")
EVE = VOTING - timedelta(days=1)


def strike(roll: Roll, who: str, post: str = CLERK, **facts: object) -> Done:
    given = {"change": "strike", "who": who, "reason": "rights_lost", "paper": paper(f"judgement on {who}")} | facts
    return stage.act("ballots.correct_roll", post, roll.ref, **given)


def test_whoever_is_to_be_recalled_and_their_body_correct_no_roll_of_it() -> None:
    """Seen before: the director struck five of ten on the eve and the recall fell through. Nor before it has a roll."""
    story = Story()
    with at(scenes.CALLED + timedelta(days=1)), pytest.raises(FactsError, match="change"):
        strike(story.roll, story.people[0], DIRECTOR)
    day = story.call()
    with at(day - timedelta(days=1)):
        for post in (DIRECTOR, DEPUTY):
            with pytest.raises(FactsError, match="change"):
                strike(story.roll, story.people[0], post)
        assert marks(strike(story.roll, story.people[0])) == {"belongs_no_more"}


def test_a_candidate_s_kin_and_own_body_correct_no_roll_of_the_election() -> None:
    race = Race()
    race.post()
    clerk = stage.holder(CODE, CLERK)
    with at(EVE):
        strike(race.roll, race.people[9])
        stage.act("registry.declare_kinship", CLERK, Ref.parse(clerk), relative=race.candidates[0],
                  relation="spouse")  # fmt: skip
        assert "kin_declared_late" in marks(strike(race.roll, race.people[7]))
        with door_open():
            Kinship.objects.update(declared_on=race.election.called_on - timedelta(days=1))
        with pytest.raises(FactsError, match="change"):
            strike(race.roll, race.people[8])
        strike(race.roll, race.people[8], DIRECTOR)


def test_a_strike_for_lost_rights_needs_its_paper() -> None:
    race = Race()
    with at(EVE), pytest.raises(FactsError, match="paper"):
        strike(race.roll, race.people[9], paper=None)


def test_strikes_on_the_eve_that_decide_an_election_show_on_its_result_and_certificate() -> None:
    """Seen before: five of eight voted, and nothing said that twelve had been on the roll."""
    race = Race()
    race.post()
    with at(EVE):
        for who in race.people[6:10]:
            strike(race.roll, who)
    race.open()
    race.count({"c1": 5, "c2": 5, "c3": 0})
    assert "strikes_decide" in marks(race.declare())
    with at(VOTING, 19, 30):
        votes.ask_back(race.vote())
        assert "strikes_decide" in marks(votes.certify(race.vote()))
        assert stage.cited("strikes_decide") == "", "no article speaks of it"


def test_strikes_that_could_turn_nothing_alarm_nobody() -> None:
    race = Race()
    race.post()
    with at(EVE):
        strike(race.roll, race.people[11])
    race.open()
    race.count({"c1": 9, "c2": 9, "c3": 0})
    assert "strikes_decide" not in marks(race.declare())


def test_putting_them_back_after_the_opening_takes_the_alert_away_no_more() -> None:
    story = Story()
    day = story.call()
    with at(day - timedelta(days=1)):
        for who in story.people[5:]:
            strike(story.roll, who)
    story.poll(day, 0, 5)
    with at(day, 19):
        for who in story.people[5:]:
            strike(story.roll, who, SUPERVISOR, change="add", reason="struck_wrongly", paper=None)
    with at(day, 20):
        assert "strikes_decide" in marks(office("declare_recall", SUPERVISOR, story.recall.ref))
