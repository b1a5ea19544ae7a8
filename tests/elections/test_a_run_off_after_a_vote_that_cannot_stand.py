"""No run-off follows from a vote that can only be annulled, and whoever is to annul it is told.

Seen before: one of those who were drawn had not voted; the run-off was opened, declared and certified all the same,
while the supervisors' desk went on asking for answers. Once the first vote was annulled, the run-off stood as the
first.
"""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.ballots import queries as ballots
from sunward.elections import queries
from sunward.elections.models import Contest
from sunward.elections.polling.runoffs import CANNOT_STAND
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CODE, MEMBER, SUPERVISOR, VOTING, Race, at, by, rules_of
from tests.portal.pages import signed_in
from tests.stage import holder

pytestmark = pytest.mark.usefixtures("community")
DAY = VOTING + timedelta(days=2)
ANNUL = "宣布表决作废"


@pytest.fixture
def race() -> Race:
    return scenes.tied()


def one_did_not_vote(race: Race) -> None:
    votes.ask_back(race.first(), "did_not_vote")


def annulled(race: Race) -> None:
    votes.act("annul_vote", SUPERVISOR, race.first(), grounds="sample", because="被抽中的人说没有投过")


def desk(person: str) -> str:
    html = signed_in(Client(), person).get(f"/zh/c/{CODE}/desk/").content.decode()
    return " ".join(unescape(strip_tags(html)).split())


def test_it_is_neither_called_nor_opened(race: Race) -> None:
    with at(VOTING, 20):
        one_did_not_vote(race)
    assert rules_of(race.run_off) == {"first_vote_can_stand"}


def test_one_that_was_called_is_not_opened_and_its_committee_reads_why(race: Race) -> None:
    race.run_off()
    with at(VOTING, 21):
        one_did_not_vote(race)
    assert rules_of(lambda: race.open_run_off(DAY)) == {"first_vote_can_stand"}
    with at(DAY, 8):
        assert "这次投票只能作废重来" in desk(race.runners[0])
        html = signed_in(Client(), race.runners[0]).get(f"/zh/c/{CODE}/elections/{race.election.number}/")
        assert str(CANNOT_STAND.zh) in unescape(html.content.decode())
        public = Client().get(f"/zh/c/{CODE}/elections/{race.election.number}/").content.decode()
        assert "这次投票不能核定，只能作废重来" in unescape(public), "whoever was elected by the count reads why"


def test_without_a_denied_answer_it_is_opened_before_the_certificate(race: Race) -> None:
    """Few are reached within two days; that the others are asked still keeps nobody from voting."""
    race.run_off()
    assert race.open_run_off(DAY).method == "run_off"


def test_the_supervisors_are_asked_to_annul_it_on_that_ground(race: Race) -> None:
    supervisor = holder(CODE, SUPERVISOR)
    with at(VOTING, 20):
        assert ANNUL not in desk(supervisor)
        one_did_not_vote(race)
        html = unescape(signed_in(Client(), supervisor).get(f"/zh/c/{CODE}/desk/").content.decode())
        assert f"do/ballots.annul_vote/vote:{race.first().number}/?grounds=sample" in html
        assert "被抽中回访的人说自己没有投票：结果不能核定，只能宣布作废" in html
        assert f"do/ballots.answer_sample/vote:{race.first().number}/" not in html
        annulled(race)
        assert ANNUL not in desk(supervisor)


def test_a_run_off_whose_first_vote_is_annulled_fills_no_seat(race: Race) -> None:
    """It was opened before anybody had been asked back: what follows from nothing decides nothing, and all is taken
    again."""
    race.run_off()
    second = race.open_run_off(DAY)
    with at(DAY, 9):
        votes.issue(second, race.people[0])
        one_did_not_vote(race)
        before = scenes.holding(MEMBER, DAY)
        annulled(race)
        page = queries.election(race.election.number, CODE)
        assert page is not None
        assert page.contests[0].rounds == ()
        assert (page.card.annulled, page.card.declared) == (True, False)
        assert ballots.standing_votes(race.contest.ref) == ()
        assert scenes.holding(MEMBER, DAY) == before
    again = DAY + timedelta(days=10)
    with at(DAY + timedelta(days=1)):
        by(race.runners[0], "move_voting_day", race.election.ref, voting_day=again, reason="投票作废")
    with at(again, 8):
        by(race.runners[0], "open_poll", race.election.ref, booths=1)
        first = race.vote()
        votes.issue(first, race.people[0])
        (standing,) = ballots.standing_votes(Contest.objects.get(pk=race.contest.pk).ref)
        assert standing.number == first.number


def test_how_a_run_off_is_voted_on_is_ticked(race: Race) -> None:
    race.run_off()
    with at(DAY, 8):
        address = f"/zh/c/{CODE}/do/elections.open_run_off/contest:{race.contest.number}/"
        html = signed_in(Client(), race.runners[0]).get(address).content.decode()
        for channel in ("paper", "terminal"):
            assert f'type="checkbox" name="channels" value="{channel}"' in html
        assert 'value="web"' not in html
