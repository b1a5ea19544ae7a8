"""One clerk brings back people who have gone: each roll tells how many are on it by that one word, until a signature or
papers of theirs bear it out. Nobody who really comes back is kept from anything.

Every story here failed before: the mark of the departure went with the return, whoever was away or dead disputed
nothing, and the figure of newcomers skipped whoever had been registered years ago.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.ballots.models import Roll
from sunward.kernel import clock
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import breaches as failed
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from sunward.registry.models import PersonCorrection, ResidenceSpell
from tests.ballots.test_gone_and_back import gone, marks
from tests.ballots.test_moving_next_door import (
    YEARS_LATER,
    arrives,
    breaches,
    capacities,
    enters,
    freeze,
    is_on,
    leaves,
    said,
    settled,
    upheld,
)
from tests.disclosure.scenes import resident
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, CODE, DIRECTOR, here, holder

pytestmark = pytest.mark.usefixtures("community")
AWAY = YEARS_LATER + timedelta(days=330)
RULE = "roll_back_by_claim"


def lately(of: str = "") -> str:
    """The figure of a roll that is frozen now."""
    done = act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly", of=of)
    return "".join(one.actual for one in done.entry.findings if one.rule == "registered_lately")


def gone_people(number: int = 3, **facts: Any) -> list[Ref]:
    """Those who have long lived here, each behind a door, and whom their host then had gone."""
    people = [settled(name=f"走{k}", door=f"6-{k}", **facts) for k in range(number)]
    with on(START):
        freeze()
    with on(YEARS_LATER):
        for who in people:
            gone(who, 0)
    return people


def test_people_whose_host_had_them_gone_are_told_when_one_hand_brings_them_back() -> None:
    people = gone_people(papers="lease")
    with on(AWAY):
        assert (marks(freeze()), lately()) == ({"roll_departures": "3"}, "")
        for k, who in enumerate(people):
            done = enters(who, f"6-{k}")
            assert breaches(done) == {"their_own_word"}
            assert "until their signature or papers bear it out" in said(done, "their_own_word")
        roll = freeze()
        assert all(is_on(roll, who) for who in people), "they are kept from nothing"
        assert (marks(roll), marks(freeze(of="household_delegates"))) == ({RULE: "3"}, {RULE: "3"})
        assert (lately(), lately("household_delegates")) == ("3", "3")
        frozen = act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly")
        assert {one.rule for one in failed(frozen.entry.findings)} == {RULE}


def test_no_time_lifts_it_for_the_dead_speak_against_nothing() -> None:
    """Before, an arrival alone made a death with its certificate forgotten; after a year even without an alert."""
    whos = [settled(name=f"故{k}", door=f"6-{k}", status="registered") for k in range(2)]
    with on(YEARS_LATER):
        for k, who in enumerate(whos):
            gone(who, 0, reason="died", certificate=paper(f"certificate {k}"))
    with on(YEARS_LATER + timedelta(days=100)):
        enters(whos[0], "6-0", "registered")
    with on(YEARS_LATER + timedelta(days=500)):
        assert breaches(enters(whos[1], "6-1", "registered")) == {"their_own_word"}
        assert marks(freeze())[RULE] == "2"
    assert len(registry.back_by_claim(CODE, YEARS_LATER + timedelta(days=1300))) == 2


@pytest.mark.parametrize("told_by", ["self", "papers"])
def test_whoever_signs_that_they_are_back_or_shows_papers_is_marked_nowhere(told_by: str) -> None:
    (who,) = gone_people(1)
    with on(AWAY):
        with pytest.raises(FactsError, match="paper"):
            enters(who, "6-0", told_by="papers")
        assert breaches(enters(who, "6-0", told_by=told_by, paper=paper("of theirs"))) == set()
        assert is_on(roll := freeze(), who)
        assert marks(roll) == {}


def test_one_picture_brings_back_one_person() -> None:
    people, one = gone_people(2), paper("the same signature")
    with on(AWAY):
        assert breaches(enters(people[0], "6-0", told_by="self", paper=one)) == set()
        assert breaches(enters(people[1], "6-0", told_by="self", paper=one)) == {"their_own_word", "picture_served"}
        assert marks(freeze()) == {RULE: "1"}


def test_the_picture_of_whoever_comes_for_the_first_time_serves_for_them_alone() -> None:
    one = paper("a card")
    with on(START):
        first = arrives(told_by="papers", paper=one)
        told = {"reason": "mistyped", "told_by": "papers", "paper": one}
        assert breaches(act("registry.correct_person", CLERK, first, status="registered", **told)) == set()
        other = arrives(name="别人", door="1-1")
        assert "picture_served" in breaches(act("registry.correct_person", CLERK, other, status="registered", **told))


@pytest.mark.parametrize("later", ["papers", "signed removal", "signed status", "signed departure"])
def test_what_they_sign_or_show_later_bears_it_out(later: str) -> None:
    (who,) = gone_people(1)
    signed = {"told_by": "self", "paper": paper("signed later")}
    with on(AWAY):
        enters(who, "6-0")
        assert marks(roll := freeze()) == {RULE: "1"}
    with on(AWAY + timedelta(days=5)):
        if later == "papers":
            told = {"reason": "missing", "told_by": "papers", "paper": paper("card")}
            act("registry.correct_person", CLERK, who, papers="identity_card", **told)
            assert RULE not in marks(roll), "of a roll that is frozen too"
        elif later == "signed removal":
            assert breaches(enters(who, "8-801", **signed)) == set()
        elif later == "signed status":
            act("registry.change_status", CLERK, who, status="registered", reason="moved_in", **signed)
        else:
            leaves(who)
            enters(who, "8-801")
        assert RULE not in marks(freeze())


def test_neither_a_removal_nor_a_status_nor_a_correction_by_one_word_lifts_it() -> None:
    (who,) = gone_people(1)
    with on(AWAY):
        enters(who, "6-0")
    with on(AWAY + timedelta(days=1)):
        enters(who, "8-801")
    with on(AWAY + timedelta(days=2)):
        act("registry.change_status", CLERK, who, status="mobile", reason="other", told_by="claimed")
        act("registry.correct_person", CLERK, who, reason="mistyped", told_by="claimed", status="registered")
        assert marks(freeze())[RULE] == "1"
    with on(AWAY + timedelta(days=3)):
        gone(who, 0)
    with on(AWAY + timedelta(days=4)):
        act("registry.record_arrival", CLERK, Ref("household", f"{CODE}-6-0"), person=str(who), status="registered")
        assert marks(freeze())[RULE] == "1"


def test_a_signature_for_an_earlier_return_is_none_for_a_later_one() -> None:
    (who,) = gone_people(1)
    with on(AWAY):
        enters(who, "6-0", told_by="self", paper=paper("back"))
    with on(AWAY + timedelta(days=30)):
        gone(who, 0)
    with on(AWAY + timedelta(days=60)):
        enters(who, "6-0")
        assert marks(freeze()) == {RULE: "1"}


def test_an_arrival_that_is_a_removal_itself_brings_nobody_back() -> None:
    who = settled()
    with on(YEARS_LATER):
        enters(who)
        assert RULE not in marks(freeze())
        assert lately() == ""


def test_a_departure_found_wrong_leaves_nobody_to_be_back() -> None:
    who = settled()
    with on(YEARS_LATER):
        left = gone(who)
        enters(who, "7-702")
        assert marks(freeze()) == {RULE: "1"}
        upheld(left, who)
        assert marks(freeze()) == {}


@pytest.mark.parametrize("days", [100, 500])
@pytest.mark.parametrize("card", [True, False])
def test_who_signed_that_they_left_and_is_brought_back_with_a_vote_is_told(days: int, card: bool) -> None:
    """Before: a voter the same day, and no mark in entry, log or roll; one invented newcomer was told."""
    who = settled(status="mobile", papers="lease", id_number="11010519491231002X")
    with on(START):
        freeze()
    with on(YEARS_LATER):
        leaves(who)
    with on(YEARS_LATER + timedelta(days=days)):
        back = {"door": "7-702", "status": "registered", "id_number": "11010519491231002X"}
        if card:
            assert arrives(**back) == who
        else:
            done = enters(who, "7-702", "registered")
            assert breaches(done) == {"their_own_word"}
            assert "another than when they lived here before" in said(done, "their_own_word")
        assert capacities(who) == {"resident", "voter"}
        assert marks(freeze())["roll_corrected_persons"] == "1"
        assert lately() == "1"


def test_with_the_status_that_they_had_they_are_told_as_newcomers_are() -> None:
    who = settled(status="registered")
    with on(START):
        freeze()
    with on(YEARS_LATER):
        leaves(who)
    with on(YEARS_LATER + timedelta(days=100)):
        assert breaches(enters(who, "7-702", "registered")) == set()
        assert (marks(freeze()), lately()) == ({}, "1")
        assert not PersonCorrection.objects.exists()


def test_a_status_that_they_sign_for_when_they_come_back_is_no_mark() -> None:
    who = settled(status="mobile")
    with on(YEARS_LATER):
        leaves(who)
    with on(AWAY):
        signed = {"told_by": "self", "paper": paper("back")}
        assert breaches(enters(who, "7-702", "registered", **signed)) == set()
        assert marks(freeze()) == {}


@pytest.mark.parametrize(("days", "told"), [(9, ""), (10, "1")])
def test_whoever_only_moved_is_no_newcomer(days: int, told: str) -> None:
    who = settled(status="registered")
    with on(YEARS_LATER):
        leaves(who)
    with on(YEARS_LATER + timedelta(days=days)):
        enters(who, status="registered")
        assert lately() == told


def test_by_whose_hand_counts_whoever_entered_it_last() -> None:
    """Somebody whom one registered, and another brought back within the same year, is one place of the other's."""
    other, who = resident("另一位"), settled(status="registered")
    with on(START + timedelta(days=30)):
        leaves(who)
    with on(START + timedelta(days=90)):
        one, row = holder(CODE, CLERK), registry.person_row(str(who))
        act("registry.appoint", CLERK, here(), post=CLERK, person=other)
        assert registry.registered_by_hand(CODE, START, clock.today())[one] >= {row}
        facts = {"person": str(who), "status": "registered"}
        act("registry.record_arrival", CLERK, Ref("household", f"{CODE}-7-702"), by=other, **facts)
        for since in (START, clock.today()):
            hands = registry.registered_by_hand(CODE, since, clock.today())
            assert [by for by, people in hands.items() if row in people] == [other]


def test_whoever_was_brought_back_and_is_away_is_taken_off_again() -> None:
    """Before, nothing took back an arrival with which a stay had begun anew, and they could not even dispute it."""
    who = settled(status="registered")
    with on(YEARS_LATER):
        leaves(who)
    with on(AWAY):
        done = enters(who, "7-702", "mobile")
        act("registry.apply_for_vote", "resident", who, by=str(who))
        upheld(done, who)
        assert capacities(who) == set()
        assert ResidenceSpell.objects.filter(person__number=who.id, left_on=None).count() == 0
        assert marks(freeze()) == {}


def test_a_removal_entered_after_a_false_return_is_an_entry_of_its_own() -> None:
    """The return is taken back though somebody was entered as moved since: living here begins with that removal, until
    it is found wrong as well."""
    who = settled(name="走", door="6-1", status="registered")
    with on(YEARS_LATER):
        leaves(who)
    with on(YEARS_LATER + timedelta(days=100)):
        back = enters(who, "6-1", "registered")
    with on(YEARS_LATER + timedelta(days=120)):
        moved = enters(who, "6-2", "registered")
        upheld(back, who)
        stay = ResidenceSpell.objects.get(person__number=who.id, left_on=None)
        assert (stay.entry, stay.began_with) == (moved.entry.ref, None)
        upheld(moved, who)
        assert not ResidenceSpell.objects.filter(person__number=who.id, left_on=None).exists()


def test_how_many_questions_it_takes() -> None:
    people = gone_people(3)
    counted = []
    with on(AWAY):
        for k, who in enumerate(people):
            with CaptureQueriesContext(connection) as asked:
                assert len(registry.back_by_claim(CODE, clock.today())) == k
            counted.append(len(asked))
            enters(who, f"6-{k}")
    assert counted == [1, 3, 3]


def test_it_stands_on_no_roll_of_members() -> None:
    (who,) = gone_people(1)
    with on(AWAY):
        act("registry.record_membership", CLERK, here(), person=str(who), kind="collective")
        enters(who, "6-0")
        roll: Roll = freeze(body="member_assembly")
        assert is_on(roll, who)
        assert marks(roll) == {}


def test_a_petition_says_how_many_of_those_whose_signatures_it_needs_are_back_by_one_word(client: Client) -> None:
    """Before, people brought back by one clerk raised from two to six what a petition needs, and nothing said so."""
    with on(START):
        opener = arrives(name="发起人", door="5-1", status="registered")
    people = gone_people(3, papers="lease")
    with on(AWAY):
        for k, who in enumerate(people):
            enters(who, f"6-{k}")
        facts = {"purpose": "meeting", "asks_for": "residents_assembly", "title": "请开会"}
        done = act("ballots.open_petition", "resident", here(), by=str(opener), **facts)
        assert {one.rule: one.actual for one in failed(done.entry.findings)} == {RULE: "3"}
        assert "came back after being away" in said(done, "registered_lately")
        assert done.result
        page = client.get(f"/en/c/{CODE}/petitions/{done.result.id}/").content.decode()
        assert "back by the word of whoever entered it alone" in page
