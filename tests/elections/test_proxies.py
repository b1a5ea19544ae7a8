"""Who votes for somebody who is away: kin by the register or by the signed paper, once, on the roll."""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.ballots import queries
from sunward.disclosure.models import Publication
from sunward.elections.models import Candidate
from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.viewer import Viewer
from sunward.record.models import Journal
from sunward.registry import queries as registry
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, SUPERVISOR, VOTING, Race, at, by, rules_of
from tests.money.cases import paper
from tests.portal.pages import signed_in

pytestmark = pytest.mark.usefixtures("community", "own_keys")


def test_people_of_one_door_are_no_kin() -> None:
    """Seen before: any two people who were registered behind one door could vote for each other, in a dormitory too."""
    race = Race()
    giver, holder = race.people[8:10]
    with at(CALLED, 12):
        grant = lambda **facts: by(giver, "grant_proxy", race.election.ref, "resident", holder=holder, **facts)  # noqa: E731
        assert rules_of(lambda: grant(paper=paper("proxy"))) == {"close_relative"}
        assert rules_of(lambda: grant(said_kin="sibling")) == {"close_relative", "in_writing"}
        with pytest.raises(Refused) as refused:
            grant()
        said = {one.ok: {each.text.zh for each in refused.value.findings if each.ok is one.ok}
                for one in refused.value.findings}  # fmt: skip
        assert not said[True] & said[False], "no sentence stands both as met and as not met"
        assert any("没有写明受委托的是近亲属" in words for words in said[False])
        with pytest.raises(FactsError, match="said_kin"):
            grant(said_kin="cousin", paper=paper("proxy"))


def test_a_cousin_by_the_register_is_no_close_relative() -> None:
    """Seen before: any kinship that was declared let somebody hold a proxy."""
    race = Race()
    giver, holder = race.people[8:10]
    with at(CALLED, 12):
        declared = {"relative": holder, "relation": "cousin", "source": "inspection"}
        stage.act("registry.declare_kinship", SUPERVISOR, Ref.parse(giver), **declared)
        of = {"holder": holder, "paper": paper("one")}
        assert rules_of(lambda: by(giver, "grant_proxy", race.election.ref, "resident", **of)) == {"close_relative"}
        done = by(giver, "grant_proxy", race.election.ref, "resident", **of, said_kin="sibling")
    assert [one.rule for one in done.entry.findings if not one.ok] == ["said_to_be_kin"], (
        "that stands on the paper alone"
    )


def test_kin_by_the_register_is_clean_and_kin_by_the_paper_alone_is_marked_and_posted() -> None:
    race = Race()
    giver, known, said, holder = race.people[7:11]
    with at(CALLED, 12):
        by_register = {"relative": holder, "relation": "spouse", "source": "inspection"}
        stage.act("registry.declare_kinship", SUPERVISOR, Ref.parse(known), **by_register)
        of = {"holder": holder, "paper": paper("one")}
        done = by(known, "grant_proxy", race.election.ref, "resident", **of)
        assert [one.rule for one in done.entry.findings if not one.ok] == []
        at_desk = perform(
            "elections.grant_proxy", by=stage.holder(CODE, stage.CLERK), post=stage.CLERK, on_behalf_of=said,
            subject=race.election.ref, facts={"holder": holder, "paper": paper("two"), "said_kin": "parent"},
            key=new_id(),
        )  # fmt: skip
        by(giver, "grant_proxy", race.election.ref, "resident", holder=holder, paper=paper("3"), said_kin="child")
    (mark,) = [one for one in at_desk.entry.findings if not one.ok]
    assert (mark.rule, "clerk" in mark.text.en.lower()) == ("said_to_be_kin", True)
    race.post()
    race.open()
    rows = hanging().rows["rows"]
    assert [row[2][:3] for row in rows] == ["登记簿", "书面委", "书面委"]
    assert "本人" in rows[2][2]
    assert "本人" not in rows[1][2]


def test_a_proxy_is_a_relative_on_the_roll_and_never_a_second_vote() -> None:
    race = Race()
    giver, holder = race.people[8:10]
    with at(CALLED, 12):
        facts = {"holder": holder, "said_kin": "sibling"}
        assert "in_writing" in rules_of(lambda: by(giver, "grant_proxy", race.election.ref, "resident", **facts))
        by(giver, "grant_proxy", race.election.ref, "resident", paper=paper("proxy"), **facts)
        again = lambda: by(giver, "grant_proxy", race.election.ref, "resident", paper=paper("p"), **facts)  # noqa: E731
        assert rules_of(again) == {"one_proxy"}
    race.post()
    vote = race.open()
    posted = hanging()
    assert posted.about == race.election.ref
    with at(VOTING, 9):
        votes.issue(vote, giver, by_proxy=True)  # the proxy takes the giver's sheet
        assert "already_voted" in rules_of(lambda: votes.issue(vote, giver))


EVE = VOTING - timedelta(days=1)


def hanging() -> Publication:
    """The list that took the place of all others."""
    (newest,) = Publication.objects.filter(item="election_proxies", corrections=None)
    return newest


def on_it() -> list[list[str]]:
    return [row[:2] for row in (hanging().rows or {"rows": []})["rows"]]


def test_who_lets_whom_vote_hangs_with_the_candidates_and_with_each_that_comes_after() -> None:
    """Failed before: it hung from the opening of the poll, when whoever had given none had a day to find it."""
    race = Race(voters=16)
    one, two, holder = race.people[8:11]
    names = {who: str(registry.full_name(who).zh) for who in (one, two, holder)}
    with at(CALLED, 12):
        granted(race, one, holder)
    assert not Publication.objects.filter(item="election_proxies"), "nobody stands yet"
    race.post()
    assert on_it() == [[names[one], names[holder]]]
    with at(EVE):
        granted(race, two, holder)
        assert on_it() == [[names[one], names[holder]], [names[two], names[holder]]]
        by(one, "take_back_proxy", race.election.ref, "resident")
        assert on_it() == [[names[two], names[holder]]]
        by(two, "take_back_proxy", race.election.ref, "resident")
        assert (hanging().rows, hanging().text) == (None, "现在没有人委托投票。")
        granted(race, two, holder)
    before = hanging()
    race.open()
    assert hanging().corrects == before
    assert on_it() == [[names[two], names[holder]]]


def test_one_that_a_clerk_entered_alone_hangs_no_more_once_that_is_found() -> None:
    race = Race(voters=16)
    true, false, holder = race.people[8:11]
    race.post()
    with at(EVE):
        granted(race, true, holder)
        facts = {"holder": holder, "paper": paper("forged"), "said_kin": "sibling"}
        done = stage.served("elections.grant_proxy", false, race.election.ref, **facts)
        assert len(on_it()) == 2
        stage.upheld(done)
        assert [row[0] for row in on_it()] == [registry.full_name(true).zh]
        back = stage.served("elections.take_back_proxy", true, race.election.ref)
        assert on_it() == []
        stage.upheld(back)
        assert [row[0] for row in on_it()] == [registry.full_name(true).zh]


def test_strangers_read_no_name_on_it_before_the_poll_either() -> None:
    race = Race(voters=16)
    giver, holder, other = race.people[8:11]
    race.post()
    with at(EVE):
        granted(race, giver, holder)
        page = f"/zh/c/{CODE}/publications/{hanging().number}/"
        stranger, resident = Client().get(page).content.decode(), signed_in(Client(), other).get(page).content.decode()
    for who in (giver, holder):
        name = str(registry.full_name(who).zh)
        assert name not in stranger
        assert name in resident
    private = Journal.objects.filter(act="disclosure.publish").latest("id")
    assert str(registry.full_name(giver).zh) not in str(private.public)


def test_no_proxy_where_the_rule_is_silent() -> None:
    people, contest = scenes.supervising()
    election = Ref("election", contest.id.rpartition("-")[0])
    with at(CALLED, 12):
        refused = rules_of(lambda: by(people[3], "grant_proxy", election, "resident", holder=people[4]))
    assert "proxy_rule" in refused


def granted(race: Race, giver: str, holder: str) -> None:
    facts = {"holder": holder, "paper": paper(f"{giver}{holder}"), "said_kin": "sibling"}
    by(giver, "grant_proxy", race.election.ref, "resident", **facts)


def test_neither_a_candidate_nor_whoever_runs_the_election_collects_proxies() -> None:
    """Seen before: the desk gave a candidate the sheets of three voters."""
    race = Race(voters=16)
    with at(CALLED, 12):
        for holder in (race.candidates[0], race.runners[0]):
            assert rules_of(lambda to=holder: granted(race, race.people[8], to)) == {"proxy_of_no_party"}  # type: ignore[misc]
        by(race.candidates[0], "withdraw_candidacy", Candidate.objects.get(contest=race.contest, place=1).ref)
        granted(race, race.people[8], race.candidates[0])


def test_a_vote_that_was_given_away_is_not_passed_on() -> None:
    race = Race(voters=16)
    one, two, three = race.people[8:11]
    with at(CALLED, 12):
        granted(race, one, two)
        assert rules_of(lambda: granted(race, three, one)) == {"proxy_not_passed_on"}
        assert rules_of(lambda: granted(race, two, three)) == {"proxy_not_passed_on"}
        granted(race, three, two)


def test_whoever_gave_a_proxy_gets_no_sheet_of_their_own_until_they_take_it_back() -> None:
    race = Race(voters=16)
    giver, holder, other = race.people[8:11]
    with at(CALLED, 12):
        granted(race, giver, holder)
    race.post()
    vote = race.open()
    with at(VOTING, 9):
        assert rules_of(lambda: votes.issue(vote, giver)) == {"to_the_proxy"}
        assert rules_of(lambda: votes.issue(vote, other, by_proxy=True)) == {"to_the_proxy"}
        (place,) = [one for one in queries.find_places(vote.number, "居民", Viewer(CODE)) if one.proxy]
        assert place.entry == votes.entry_of(vote, giver)
        back = lambda who: by(who, "take_back_proxy", race.election.ref, "resident")  # noqa: E731
        assert rules_of(lambda: back(other)) == {"proxy_given"}
        back(giver)
        assert rules_of(lambda: back(giver)) == {"proxy_given"}
        votes.issue(vote, giver)


def test_the_proxy_is_handed_the_sheet_and_loses_it_by_standing() -> None:
    race = Race(voters=16)
    one, two, holder, standing = race.people[8:12]
    with at(CALLED, 12):
        granted(race, one, holder)
        granted(race, two, standing)
    scenes.stand(race.contest, standing, race.people[-2:])
    race.post()
    vote = race.open()
    with at(VOTING, 9):
        votes.issue(vote, one, by_proxy=True)
        assert rules_of(lambda: votes.issue(vote, two, by_proxy=True)) == {"to_the_proxy"}
        votes.issue(vote, two)
