"""Attacks on an election: kin as supervisors, a typed result, the web, a late list, a voting day far away."""

from datetime import date, timedelta

import pytest

from sunward.elections.models import Declaration
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from sunward.registry.models import Person
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import (
    CALLED,
    CODE,
    DIRECTOR,
    VOTING,
    Race,
    at,
    by,
    counted,
    rules_of,
)

pytestmark = pytest.mark.usefixtures("community")


def test_names_and_words_of_candidates_stay_out_of_the_record() -> None:
    race = counted({"c1": 9, "c2": 6, "c3": 2}, 10)
    race.declare()
    names = [f"居民{place}" for place in range(3, 6)]
    for row in Journal.objects.filter(act__startswith="elections."):
        assert "把楼道的灯修好" not in str(row.public)
        assert all(name not in str(row.public) for name in names)
    opened = Journal.objects.filter(act="ballots.open_vote").latest("id")
    assert all(name not in str(opened.public) for name in names)


def test_kin_of_officers_and_officers_do_not_supervise() -> None:
    people, contest = scenes.supervising()
    with at(CALLED, 11):
        director = stage.holder(CODE, DIRECTOR)
        stage.act(
            "registry.declare_kinship", "representatives_meeting.delegate", Ref.parse(people[5]), by=people[5],
            relative=director, relation="sibling",
        )  # fmt: skip
        nominate = lambda whom: by(people[3], "nominate", contest, "anyone", person=whom)  # noqa: E731
        assert rules_of(lambda: nominate(people[5])) == {"barred_kin"}
        assert "barred_post" in rules_of(lambda: nominate(director))
        other = Person.objects.get(number=people[4].removeprefix("person:"))
        done = nominate(f"{other.residence.get().household.door} {other.name}")
        assert done.result, "neighbours know each other by door and name"
        assert "nominated_once" in rules_of(lambda: nominate(people[4]))


def test_nobody_types_a_result() -> None:
    race = counted({"c1": 9, "c2": 6, "c3": 2}, 10)
    with at(VOTING, 19), pytest.raises(FactsError):
        by(race.runners[0], "declare_result", race.contest.ref, elected="c3")
    with at(VOTING, 19):
        director = stage.holder(CODE, DIRECTOR)
        assert rules_of(lambda: by(director, "declare_result", race.contest.ref)) == {"election_committee"}
    assert not Declaration.objects.exists()


@pytest.mark.parametrize("channels", ["web", "paper,web", "hands", "roll_call", ""])
def test_no_web_no_hands(channels: str) -> None:
    race = Race()
    race.post()
    if channels:
        assert rules_of(lambda: race.open(channels=channels)) == {"ballot_channels"}
    assert rules_of(lambda: race.open(booths=0)) == {"booth"}


def test_no_poll_on_another_day_or_without_lists() -> None:
    race = Race()
    with at(VOTING, 8):
        assert rules_of(lambda: by(race.runners[0], "open_poll", race.election.ref, booths=1)) == {"lists_posted"}
    race.post()
    with at(VOTING - timedelta(days=1), 8):
        assert rules_of(lambda: by(race.runners[0], "open_poll", race.election.ref, booths=1)) == {"voting_day"}


def test_too_few_candidates_and_a_late_list() -> None:
    race = Race(standing=2)
    assert rules_of(race.post) == {"enough_candidates"}
    other = Race.__new__(Race)
    other.__dict__.update(race.__dict__)
    scenes.stand(race.contest, race.people[6], race.people[-2:])
    assert rules_of(lambda: race.post(VOTING - timedelta(days=4))) == {"posted_early"}
    race.post(VOTING - timedelta(days=5))


def test_a_roll_frozen_too_late_does_not_do() -> None:
    with at(CALLED):
        people = votes.people(4)
    election = scenes.call()
    scenes.committee(election, people[:3])
    with at(VOTING - timedelta(days=19)):
        scenes.freeze()
        assert rules_of(lambda: by(people[0], "take_roll", election.ref)) == {"roll_posted"}


def test_called_too_late_for_the_roll_to_hang() -> None:
    assert rules_of(lambda: scenes.call(on=VOTING - timedelta(days=19))) == {"time_for_the_roll"}


def test_no_declaration_before_a_third_person_confirms() -> None:
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 9, "c2": 6, "c3": 2}, confirmed=False)
    assert rules_of(race.declare) == {"counted_and_confirmed"}
    with at(VOTING, 18, 30):
        votes.confirm(race.vote())
    race.declare()
    assert rules_of(race.declare) == {"declared_once"}


def test_a_voting_day_in_2060_would_keep_every_other_election_out() -> None:
    assert rules_of(lambda: scenes.call(voting_day=date(2060, 1, 1))) == {"not_put_off"}
    assert rules_of(lambda: scenes.call(voting_day=CALLED + timedelta(days=91))) == {"not_put_off"}
    scenes.call(voting_day=CALLED + timedelta(days=90))


def test_no_election_of_a_body_of_which_no_rule_speaks() -> None:
    call = lambda: scenes.call("party_organisation.secretary 1", "party_organisation")  # noqa: E731
    assert rules_of(call) == {"election_rule"}
    with pytest.raises(FactsError):
        scenes.call("residents_committee.member 99")
