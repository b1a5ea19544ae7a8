"""Of elections: who a clerk says withdrew, accepted, nominated, left the election committee, gave or took back a proxy,
and never came. What was done so is put back once their dispute is upheld, and shows where it comes too late."""

from datetime import date, timedelta

import pytest

from sunward.elections import queries as elections_shown
from sunward.elections.acting import sits
from sunward.elections.candidates import nominated_by, standing_candidates
from sunward.elections.models import Candidate, CommitteeMember, Proxy
from sunward.elections.polling.proxies import proxies_in
from sunward.kernel.acts import Done
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from sunward.record.models import Journal
from sunward.registry import queries as registry
from tests.elections import scenes as elections
from tests.journeys import coming
from tests.journeys.coming import undone, what_the_clerk_did
from tests.money.cases import paper
from tests.stage import CODE, served, upheld

pytestmark = pytest.mark.usefixtures("community", "own_keys")


def test_the_candidate_stands_again() -> None:
    who, done = what_the_clerk_did(coming.withdraw_candidacy)
    row = Candidate.objects.get(number=who.about.id)
    assert row not in standing_candidates(row.contest)
    undone(coming.withdraw_candidacy, done)
    assert row in standing_candidates(row.contest)
    row.refresh_from_db()
    assert row.restored_on


def test_found_when_the_poll_is_open_it_shows_on_the_result() -> None:
    race = elections.Race()
    candidate = race.contest.candidates.order_by("place")[0]
    race.post()
    with elections.at(elections.VOTING, 7):
        done = served("elections.withdraw_candidacy", str(candidate.person), candidate.ref, signed=paper("slip"))
    race.open()
    with elections.at(elections.VOTING, 9):
        upheld(done)
    late = Journal.objects.get(act="elections.restore_candidacy")
    assert [one["rule"] for one in late.findings if not one["ok"]] == ["before_the_poll"]
    race.count({"c2": 7, "c3": 5})
    with elections.at(elections.VOTING, 19):
        said = elections.by(race.runners[0], "declare_result", race.contest.ref)
    assert "on_the_ballot_by_their_own_word" in {one.rule for one in breaches(said.entry.findings)}


def test_a_false_proxy_that_is_found_when_the_poll_is_open_shows_on_the_result() -> None:
    """The result was silent about it, though somebody may have voted with the sheet of another."""
    race = elections.Race(voters=16)
    giver, holder = race.people[8:10]
    race.post()
    with elections.at(elections.VOTING - timedelta(days=3)):
        facts = {"holder": holder, "said_kin": "sibling", "paper": paper("proxy")}
        done = served("elections.grant_proxy", giver, race.election.ref, **facts)
    race.open()
    with elections.at(elections.VOTING, 9):
        upheld(done)
    race.count({"c1": 7, "c2": 5})
    with elections.at(elections.VOTING, 19):
        said = elections.by(race.runners[0], "declare_result", race.contest.ref)
    found = {one.rule: one.actual for one in breaches(said.entry.findings)}
    assert found["proxies_by_their_own_word"] == "1"


def test_nobody_stands_by_the_word_of_a_clerk() -> None:
    who, done = what_the_clerk_did(coming.accept_nomination)
    row = Candidate.objects.get(number=who.about.id)
    assert row in standing_candidates(row.contest)
    undone(coming.accept_nomination, done)
    assert row not in standing_candidates(row.contest)
    with elections.at(elections.CALLED, 14):
        elections.by(who.person, "accept_nomination", row.ref, words="我自己说的。")
    assert row in standing_candidates(row.contest)


def test_a_nomination_is_taken_back_and_they_may_nominate() -> None:
    who, done = what_the_clerk_did(coming.nominate)
    row = Candidate.objects.get(number=str(done.result).partition(":")[2])
    assert nominated_by(row) == 1
    undone(coming.nominate, done)
    assert nominated_by(row) == 0
    with elections.at(elections.CALLED, 14):
        elections.by(who.person, "nominate", who.about, **who.facts)
    assert nominated_by(row) == 1


def test_the_member_is_in_the_election_committee_again() -> None:
    race = elections.Race()
    with door_open():
        spare = CommitteeMember.objects.create(
            election=race.election, place=9, person_id=registry.person_row(race.people[9])
        )
    with elections.at(elections.CALLED, 12):
        leaving = {"because": "other", "signed": paper("slip")}
        done = served("elections.leave_committee", race.runners[1], race.election.ref, **leaving)
        spare.refresh_from_db()
        assert (sits(race.election, race.runners[1]), spare.joined_on is not None) == (False, True)
        upheld(done)
    spare.refresh_from_db()
    assert (sits(race.election, race.runners[1]), spare.joined_on) == (True, None)


def test_whoever_stands_by_now_is_not_put_back_into_it() -> None:
    race = elections.Race()
    one = race.runners[1]
    with elections.at(elections.CALLED, 12):
        done = served("elections.leave_committee", one, race.election.ref, because="other", signed=paper("slip"))
        elections.stand(race.contest, one, race.people[-2:])
        upheld(done)
    assert not sits(race.election, one)
    late = Journal.objects.get(act="elections.restore_member")
    assert [found["rule"] for found in late.findings if not found["ok"]] == ["left_committee"]


def test_the_vote_that_a_clerk_gave_away_is_theirs() -> None:
    race = elections.Race()
    with elections.at(elections.CALLED, 12):
        facts = {"holder": race.people[9], "said_kin": "sibling", "paper": paper("proxy")}
        done = served("elections.grant_proxy", race.people[8], race.election.ref, **facts)
        upheld(done)
        assert Proxy.objects.get().void_on
        assert elections_shown.election(race.election.number, CODE).proxies == 0  # type: ignore[union-attr]
        facts["paper"] = paper("another")
        served("elections.grant_proxy", race.people[8], race.election.ref, **facts)
    assert elections_shown.election(race.election.number, CODE).proxies == 1  # type: ignore[union-attr]


def taken_back(day: date, hour: int) -> tuple[elections.Race, Done]:
    """A proxy, and a clerk who takes it back with a slip that the giver never signed."""
    race = elections.Race(voters=16)
    giver, holder = race.people[8:10]
    race.post()
    with elections.at(elections.VOTING - timedelta(days=3)):
        facts = {"holder": holder, "said_kin": "sibling", "paper": paper("proxy")}
        elections.by(giver, "grant_proxy", race.election.ref, "resident", **facts)
    with elections.at(day, hour):
        return race, served("elections.take_back_proxy", giver, race.election.ref)


def test_a_proxy_taken_back_on_the_last_evening_stands_again() -> None:
    """It could not be given anew: that has to be done before the voting day."""
    race, done = taken_back(elections.VOTING - timedelta(days=1), 20)
    assert proxies_in(race.contest.ref) == {}
    with elections.at(elections.VOTING, 7):
        upheld(done)
        assert proxies_in(race.contest.ref) == {race.people[8]: race.people[9]}
    race.open()
    race.count({"c1": 7, "c2": 5})
    with elections.at(elections.VOTING, 19):
        said = elections.by(race.runners[0], "declare_result", race.contest.ref)
    assert not breaches(said.entry.findings)


def test_one_that_is_put_back_when_the_poll_is_open_can_be_used_and_shows_on_the_result() -> None:
    race, done = taken_back(elections.VOTING - timedelta(days=1), 20)
    race.open()
    with elections.at(elections.VOTING, 9):
        upheld(done)
        assert proxies_in(race.contest.ref) == {race.people[8]: race.people[9]}
    race.count({"c1": 7, "c2": 5})
    with elections.at(elections.VOTING, 19):
        said = elections.by(race.runners[0], "declare_result", race.contest.ref)
    found = {one.rule: one.actual for one in breaches(said.entry.findings)}
    assert found["proxies_taken_back_for_them"] == "1"


def test_what_they_took_back_or_gave_themselves_since_stays() -> None:
    race, done = taken_back(elections.VOTING - timedelta(days=2), 9)
    giver, other = race.people[8], race.people[10]
    with elections.at(elections.VOTING - timedelta(days=2), 10):
        facts = {"holder": other, "said_kin": "sibling", "paper": paper("anew")}
        elections.by(giver, "grant_proxy", race.election.ref, "resident", **facts)
        elections.by(giver, "take_back_proxy", race.election.ref, "resident")
    with elections.at(elections.VOTING - timedelta(days=1)):
        upheld(done)
    assert proxies_in(race.contest.ref) == {}


def test_no_chain_of_proxies_comes_of_it() -> None:
    race, done = taken_back(elections.VOTING - timedelta(days=2), 9)
    giver, third = race.people[8], race.people[10]
    with elections.at(elections.VOTING - timedelta(days=2), 10):
        facts = {"holder": giver, "said_kin": "sibling", "paper": paper("third")}
        elections.by(third, "grant_proxy", race.election.ref, "resident", **facts)
        upheld(done)
    assert proxies_in(race.contest.ref) == {third: giver}
    row = Journal.objects.get(act="elections.restore_proxy")
    assert [one["rule"] for one in row.findings if not one["ok"]] == ["proxy_not_passed_on"]
