"""A committee of three that shrank to one posted the list and opened the poll, and nothing said so."""

from datetime import timedelta

import pytest

from sunward.elections.acting import sits
from tests.ballots.scenes import rules_of
from tests.elections import scenes
from tests.elections.scenes import STREET, SUPERVISOR, VOTING, Race, at, by, office
from tests.stage import marks

pytestmark = pytest.mark.usefixtures("community")
EVE = VOTING - timedelta(days=8)


def shrunk(**facts: int) -> Race:
    race = Race(**facts)
    with at(EVE):
        for one in race.runners[1:]:
            by(one, "leave_committee", race.election.ref, because="other")
    return race


def named(race: Race, people: list[str], put: list[str] | None = None) -> None:
    """The body that chose it meets again, and its choice is entered."""
    held = scenes.held("residents_assembly", EVE, about=race.election.ref, people=",".join(put or people))
    facts = {"members": ",".join(people), "made_by": "residents_assembly", "decided_at": held}
    with at(EVE, 12):
        office("form_committee", SUPERVISOR, race.election.ref, **facts)


def test_list_poll_and_result_say_that_one_was_left() -> None:
    race = shrunk()
    with at(VOTING - timedelta(days=7)):
        assert "committee_shrank" in marks(by(race.runners[0], "post_candidates", race.election.ref))
    with at(VOTING, 8):
        assert "committee_shrank" in marks(by(race.runners[0], "open_poll", race.election.ref, booths=2))
    race.count({"c1": 7, "c2": 6, "c3": 1})
    done = race.declare()
    [mark] = [one for one in done.entry.findings if one.rule == "committee_shrank"]
    assert (mark.required, mark.actual) == (">= 3", "1")


def test_whoever_chose_it_names_the_missing_ones_and_the_mark_is_gone() -> None:
    race = shrunk()
    new = race.people[6:8]
    named(race, new)
    assert all(sits(race.election, one) for one in [race.runners[0], *new])
    with at(VOTING - timedelta(days=7)):
        assert marks(by(new[0], "post_candidates", race.election.ref)) == set()
    assert rules_of(lambda: named(race, race.people[8:11])) == {"formed_once"}


def test_one_of_two_is_better_than_none() -> None:
    race = shrunk()
    named(race, race.people[6:7])
    with at(VOTING - timedelta(days=7)):
        assert marks(by(race.people[6], "post_candidates", race.election.ref)) == {"committee_shrank"}


def test_by_the_same_procedure_and_for_the_missing_places_alone() -> None:
    race = shrunk()
    people = race.people
    assert rules_of(lambda: named(race, people[6:9])) == {"missing_places"}
    assert rules_of(lambda: named(race, people[6:8], people[7:9])) == {"named_there"}
    assert rules_of(lambda: named(race, [race.candidates[0], people[6]])) == {"left_committee"}
    assert rules_of(lambda: named(race, [race.runners[1], people[6]])) == {"named_anew"}


def test_where_nobody_names_them_and_the_last_one_leaves_the_silence_is_ended() -> None:
    race = shrunk()
    with at(EVE, 11):
        by(race.runners[0], "leave_committee", race.election.ref, because="other")
    due = VOTING - timedelta(days=5)
    with at(due - timedelta(days=1)):
        assert rules_of(lambda: office("post_candidates", STREET, race.election.ref)) == {"election_committee"}
    with at(due):
        assert "committee_shrank" in marks(office("post_candidates", STREET, race.election.ref))
