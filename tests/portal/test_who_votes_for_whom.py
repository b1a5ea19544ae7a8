"""Whoever let somebody vote for them in an election reads it with the name, and so does who holds the proxy.

Seen before: the desk and the vote said "you have a vote" and nothing of the proxy; a proxy that a clerk had entered for
somebody who gave none was told nowhere but in the list that hung on the day itself; who held one was told nothing; and
at the door nobody said what to do when the giver came.
"""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.elections.models import Candidate
from sunward.registry import queries as registry
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, VOTING, Race, at, by
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, holder, served, upheld

pytestmark = pytest.mark.usefixtures("community", "own_keys")
EVE = VOTING - timedelta(days=1)
BACK, DENY = "elections.take_back_proxy", "disclosure.dispute_desk_act"


def got(person: str, path: str, language: str = "zh") -> str:
    answer = signed_in(Client(), person).get(f"/{language}/c/{CODE}/{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    return unescape(answer.content.decode())


def reads(person: str, path: str, language: str = "zh") -> str:
    return " ".join(strip_tags(got(person, path, language)).split())


class Proxied:
    """The clerk entered, on the eve, that somebody lets a brother vote for her."""

    def __init__(self) -> None:
        self.race = Race()
        self.giver, self.holder, self.other = self.race.people[7:10]
        self.race.post()
        with at(EVE):
            given = {"holder": self.holder, "paper": paper("proxy"), "said_kin": "sibling"}
            self.granted = served("elections.grant_proxy", self.giver, self.race.election.ref, **given)
        self.names = {one: str(registry.full_name(one).zh) for one in (self.giver, self.holder)}

    @property
    def election(self) -> str:
        return f"elections/{self.race.election.number}/"

    @property
    def given_in_words(self) -> str:
        return f"您已委托{self.names[self.holder]}代您投票"

    @property
    def held_in_words(self) -> str:
        return f"{self.names[self.giver]}委托您代为投票"


def test_the_giver_reads_whom_she_let_vote_and_how_to_take_it_back_or_deny_it() -> None:
    scene = Proxied()
    with at(EVE, 12):
        for page in ("desk/", scene.election):
            html = got(scene.giver, page)
            assert scene.given_in_words in html, page
            assert f"{BACK}/election:{scene.race.election.number}" in html, page
            assert f"{DENY}/entry:{scene.granted.entry.ref}" in html, page
            assert "书面委托" in html
            assert scene.given_in_words not in got(scene.other, page), page
    vote = scene.race.open()
    with at(VOTING, 9):
        assert scene.given_in_words in reads(scene.giver, f"votes/{vote.number}/")
        assert "votes for you" in reads(scene.giver, f"votes/{vote.number}/", "en")
        votes.issue(vote, scene.giver, by_proxy=True)
        said = reads(scene.giver, "desk/")
        assert f"您的选票发给了代您投票的{scene.names[scene.holder]}" in said
        assert "本人来投票的，先收回委托" not in said, "there is nothing left to take back"
        assert f"{DENY}/entry:{scene.granted.entry.ref}" in got(scene.giver, "desk/")
        assert "on the page of the meeting" not in reads(scene.giver, "desk/", "en"), "there is none"


def test_a_proxy_that_she_denied_with_success_is_gone_from_all_pages() -> None:
    scene = Proxied()
    with at(EVE, 13):
        upheld(scene.granted)
        for person in (scene.giver, scene.holder):
            said = reads(person, "desk/")
            assert scene.given_in_words not in said
            assert scene.held_in_words not in said


def test_whoever_holds_it_reads_for_whom_where_and_when() -> None:
    scene = Proxied()
    with at(EVE, 12):
        for page in ("desk/", scene.election):
            said = reads(scene.holder, page)
            assert scene.held_in_words in said, page
            assert "社区活动室" in said
        assert "18:00" in reads(scene.holder, "desk/")
    vote = scene.race.open()
    with at(VOTING, 9):
        assert scene.held_in_words in reads(scene.holder, f"votes/{vote.number}/")
        votes.issue(vote, scene.giver, by_proxy=True)
        assert f"{scene.names[scene.giver]}的选票已经发给您" in reads(scene.holder, "desk/")


def test_both_read_that_a_holder_who_has_come_to_stand_fetches_no_sheet() -> None:
    race = Race(voters=16)
    giver, holder_ = race.people[8:10]
    with at(CALLED, 12):
        given = {"holder": holder_, "paper": paper("proxy"), "said_kin": "sibling"}
        by(giver, "grant_proxy", race.election.ref, "resident", **given)
    scenes.stand(race.contest, holder_, race.people[-2:])
    assert Candidate.objects.filter(contest=race.contest).count() == 4
    with at(CALLED, 13):
        assert "不能替您领票" in reads(giver, "desk/")
        assert "您后来参选或者进了选举委员会" in reads(holder_, "desk/")


def test_the_door_says_what_to_do_when_the_giver_comes_herself() -> None:
    scene = Proxied()
    vote = scene.race.open()
    door = f"votes/{vote.number}/door/"
    way = f"{BACK}/election:{scene.race.election.number}/?for={scene.giver}"
    with at(VOTING, 9):
        html = got(holder(CODE, CLERK), door)
        assert html.count(way) == 1
        assert "委托人本人来的" in html
        form = got(holder(CODE, CLERK), f"do/{way}")
        assert scene.names[scene.giver] in form
        served(BACK, scene.giver, scene.race.election.ref)
        assert way not in got(holder(CODE, CLERK), door)
        votes.issue(vote, scene.giver)


def test_the_form_says_the_same_to_the_giver_and_to_whoever_enters_it_for_her() -> None:
    race = Race()
    with at(CALLED, 12):
        for who, way in ((race.people[7], ""), (holder(CODE, CLERK), f"?for={race.people[7]}")):
            said = reads(who, f"do/elections.grant_proxy/election:{race.election.number}/{way}")
            assert "受委托的人是委托人的" in said
            assert "受委托的是您的" not in said
    assert holder(CODE, DIRECTOR) not in race.people


def test_once_the_poll_is_over_nobody_is_sent_to_the_door() -> None:
    """The holder read for weeks to fetch the sheet, and the giver to take the proxy back before she comes."""
    scene = Proxied()
    vote = scene.race.open()
    with at(VOTING, 9):
        votes.issue(vote, scene.giver, by_proxy=True)
    with at(VOTING, 20):
        votes.close(vote)
    for later in (VOTING, VOTING + timedelta(days=20)):
        with at(later, 21):
            for page in (scene.election, f"votes/{vote.number}/"):
                assert scene.held_in_words not in reads(scene.holder, page)
                said = reads(scene.giver, page)
                assert f"您的选票发给了{scene.names[scene.holder]}" in said
                assert "本人来投票的，先收回委托" not in said
