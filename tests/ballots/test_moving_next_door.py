"""Whoever moves to another door of the community goes on living there: nobody loses the vote by a removal, and nobody
gains a voice by one.

Every story here failed before: months, application, consent and vouches hung on the newest stay, and an arrival forgot
that somebody had come without papers.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sunward.ballots.models import Roll, RollEntry
from sunward.disclosure.queries.desk import ARRIVALS
from sunward.kernel import clock
from sunward.kernel.acts import Done, Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from sunward.registry.models import Area, Household, ResidenceSpell
from sunward.registry.residence.moving import ON_THE_WAY
from tests.disclosure.scenes import resident
from tests.money.cases import START, act, on, paper, rules_of, voted
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR, here

pytestmark = pytest.mark.usefixtures("community")
GROWN = date(1991, 4, 8)
YEARS_LATER = START + timedelta(days=700)


def arrives(**facts: Any) -> Ref:
    given = {"name": "马丽娟", "papers": "identity_card", "door": "7-702", "status": "habitual", "born_on": GROWN}
    done = act("registry.register_arrival", CLERK, here(), **(given | facts))
    assert done.result
    return done.result


def door(number: str = "8-801") -> Ref:
    found = Household.objects.filter(community__code=CODE, door=number).first()
    if found:
        return Ref("household", found.number)
    made = act("registry.register_household", CLERK, here(), door=number).result
    assert made
    return made


def leaves(person: Ref, left_on: date | None = None) -> Done:
    signed = paper(f"signed by {person} on {left_on or clock.today()}")
    return act(
        "registry.record_departure", CLERK, person, left_on=left_on or clock.today(), told_by="self", paper=signed
    )


def enters(person: Ref, at: str = "8-801", status: str = "habitual", **facts: Any) -> Done:
    return act("registry.record_arrival", CLERK, door(at), person=str(person), status=status, **facts)


def capacities(person: Ref) -> set[str]:
    return set(registry.capacities_of(str(person), CODE, clock.today())) - {"anyone"}


def freeze(**facts: Any) -> Roll:
    done = act("ballots.freeze_roll", DIRECTOR, here(), **({"body": "residents_assembly"} | facts))
    assert done.result
    return Roll.objects.get(number=done.result.id)


def is_on(roll: Roll, person: Ref) -> bool:
    return bool(RollEntry.objects.filter(roll=roll, person__number=person.id, struck_on=None).exists())


def doors_of(roll: Roll) -> set[str]:
    return set(RollEntry.objects.filter(roll=roll, struck_on=None).values_list("household__door", flat=True))


def said(done: Done, rule: str) -> str:
    return "; ".join(one.text.en for one in done.entry.findings if one.rule == rule)


def breaches(done: Done) -> set[str]:
    return {one.rule for one in done.entry.findings if one.breach}


def upheld(done: Done, person: Ref, **answer: Any) -> Done:
    """They say that it was not so, and the supervisors find that they are right; of an arrival, that none of it is."""
    entry = Ref("entry", done.entry.ref)
    objected = act("disclosure.dispute_desk_act", "anyone", entry, by=str(person), text="不是这样。").result
    assert objected
    given = {"outcome": "upheld", "answer": "已查实。"} | ({"wrong": "entry"} if done.entry.act in ARRIVALS else {})
    return act("disclosure.answer_dispute", SUPERVISOR, objected, **(given | answer))


def settled(**facts: Any) -> Ref:
    """Somebody who came two years ago."""
    with on(START):
        return arrives(**facts)


@pytest.mark.parametrize("days", [0, 3, ON_THE_WAY.days])
def test_after_two_years_a_removal_next_door_leaves_the_vote(days: int) -> None:
    who = settled()
    with on(YEARS_LATER):
        assert is_on(freeze(), who)
        assert breaches(leaves(who, clock.today() - timedelta(days=days))) <= {"entered_in_time"}
        done = enters(who)
        assert said(done, "vote_from").startswith("May vote from ")
        assert str(START.year) in said(done, "vote_from")
        assert capacities(who) == {"resident", "voter"}
        assert is_on(freeze(), who)


def test_a_real_absence_ends_it() -> None:
    who = settled()
    with on(YEARS_LATER):
        leaves(who, clock.today() - ON_THE_WAY - timedelta(days=1))
        done = enters(who)
        assert capacities(who) == {"resident"}
        assert not is_on(freeze(), who)
        assert str(YEARS_LATER.year) in said(done, "vote_from") or str(YEARS_LATER.year + 1) in said(done, "vote_from")


def test_the_arrival_alone_is_the_removal_and_says_that_nobody_signed_it() -> None:
    who = settled()
    with on(YEARS_LATER):
        done = enters(who)
        assert breaches(done) == {"their_own_word"}
        assert [(one.household, one.left_on) for one in registry.residence_of(str(who))] == [
            (f"{CODE}-7-702", clock.today()), (f"{CODE}-8-801", None)]  # fmt: skip
        assert capacities(who) == {"resident", "voter"}
        with pytest.raises(FactsError, match="8-801"):
            enters(who)


def test_the_form_for_arrivals_moves_whoever_it_knows_by_the_card() -> None:
    who = settled(id_number="11010519491231002X")
    with on(YEARS_LATER):
        assert arrives(door="8-801", id_number="11010519491231002X") == who
        assert is_on(freeze(), who)


def test_months_are_counted_from_the_first_of_many_doors() -> None:
    with on(START):
        who = arrives()
    for place in range(1, 5):
        with on(START + timedelta(days=60 * place)):
            leaves(who)
            enters(who, f"9-90{place}")
            assert capacities(who) == ({"resident", "voter"} if 60 * place > 185 else {"resident"})


def test_household_and_grid_follow_the_new_door() -> None:
    who, first, second = settled(), *registry.subgroups(CODE)[:2]
    with on(YEARS_LATER):
        door()
        with door_open():
            for number, area in (("7-702", first), ("8-801", second)):
                Household.objects.filter(door=number).update(grid=Area.objects.get(code=area.code))
        leaves(who)
        enters(who)
        assert "8-801" in doors_of(homes := freeze(of="household_delegates"))
        assert "7-702" not in doors_of(homes)
        grids = [is_on(freeze(body="subgroup_meeting", grid=area.code), who) for area in (first, second)]
        assert grids == [False, True]


def consented() -> Ref:
    """A migrant with application, consent and posting done."""
    with on(START):
        who = arrives(status="mobile", papers="lease")
    with on(START + timedelta(days=1)):
        act("registry.apply_for_vote", "resident", who, by=str(who))
    with on(START + timedelta(days=30)):
        act("registry.consent_to_vote", CLERK, who, decision=voted("voter_consent"))
    return who


def test_application_consent_and_posting_stand_behind_the_new_door() -> None:
    resident("赵德海"), resident("钱梅")
    who = consented()
    with on(START + timedelta(days=400)):
        assert capacities(who) == {"resident", "voter"}
        leaves(who)
        done = enters(who, status="mobile")
        assert "Missing" not in said(done, "vote_from")
        assert capacities(who) == {"resident", "voter"}
        assert is_on(freeze(), who)
        with pytest.raises(Refused) as refusal:
            act("registry.apply_for_vote", "resident", who, by=str(who))
        assert rules_of(refusal) == {"applied_once"}


def test_who_applied_before_moving_is_consented_to_afterwards() -> None:
    resident("赵德海"), resident("钱梅")
    with on(START):
        who = arrives(status="mobile", papers="lease")
    with on(START + timedelta(days=1)):
        act("registry.apply_for_vote", "resident", who, by=str(who))
    with on(START + timedelta(days=20)):
        leaves(who)
        assert registry.applications_waiting(CODE, 9) == [], "lives nowhere"
        done = enters(who, status="mobile")
        assert "application" not in said(done, "vote_from")
        assert [one.person for one in registry.applications_waiting(CODE, 9)] == [str(who)]
    with on(START + timedelta(days=30)):
        act("registry.consent_to_vote", CLERK, who, decision=voted("voter_consent"))
        assert registry.applications_waiting(CODE, 9) == []
    with on(START + timedelta(days=400)):
        assert is_on(freeze(), who)


def test_neighbours_vouch_for_a_person_and_not_for_a_door() -> None:
    with on(START):
        neighbours = [resident(name) for name in ("赵德海", "钱梅", "孙力")]
        who = arrives(papers="none", status="registered")
        act("registry.vouch", "resident", who, by=neighbours[0])
    with on(START + timedelta(days=3)):
        leaves(who)
        done = enters(who, status="registered")
        assert "Still needed: 1" in said(done, "vouching")
        with pytest.raises(Refused) as refusal:
            act("registry.vouch", "resident", who, by=neighbours[0])
        assert rules_of(refusal) == {"once_each"}
        act("registry.vouch", "resident", who, by=neighbours[1])
        assert capacities(who) == {"resident", "voter"}
        assert is_on(freeze(), who)


@pytest.mark.parametrize("apart", [True, False])
def test_without_papers_nobody_gets_a_voice_by_moving(apart: bool) -> None:
    """On the next day they had a voice and a vote: the new stay said nothing of papers, which counted as seen."""
    with on(START):
        who = arrives(papers="none", status="registered")
        assert capacities(who) == set()
    with on(START + timedelta(days=1)):
        if apart:
            leaves(who)
        done = enters(who, status="registered")
        assert "neighbours who vouch" in said(done, "vote_from")
        assert capacities(who) == set()
        assert not is_on(freeze(), who)


def test_nor_by_coming_back_after_a_year() -> None:
    with on(START):
        who = arrives(papers="none", status="registered")
    with on(START + timedelta(days=1)):
        leaves(who)
    with on(YEARS_LATER):
        enters(who, status="registered")
        assert capacities(who) == set()


def test_papers_that_are_shown_at_the_new_door_count() -> None:
    with on(START):
        who = arrives(papers="none", status="registered")
    with on(START + timedelta(days=1)):
        leaves(who)
        enters(who, status="registered", papers="residence_permit")
        assert capacities(who) == {"resident", "voter"}


def test_a_child_s_birthday_stands_behind_no_door() -> None:
    """The entry of an arrival says which door it is; from when a child may vote is its birthday."""
    with on(START):
        who = arrives(born_on=date(2019, 4, 8), status="registered")
    with on(START + timedelta(days=1)):
        done = enters(who, status="registered")
        assert said(done, "vote_from").startswith("May vote once of age")
        assert "2037" not in str(done.entry.findings)


def test_an_upheld_dispute_of_the_removal_puts_them_back_on_the_roll_of_doors() -> None:
    who = settled()
    with on(YEARS_LATER):
        moved = enters(who)
        roll = freeze(of="household_delegates")
        assert doors_of(roll) >= {"8-801"}
        upheld(moved, who)
        assert [(one.household, one.left_on) for one in registry.residence_of(str(who))] == [(f"{CODE}-7-702", None)]
        assert capacities(who) == {"resident", "voter"}
        assert doors_of(roll) >= {"7-702"}


def test_departure_and_arrival_are_both_put_back_in_either_order() -> None:
    for number, first in enumerate(("departure", "arrival")):
        who = settled(name=f"马{number}", door=f"7-70{number}")
        with on(YEARS_LATER):
            both = {"departure": leaves(who), "arrival": enters(who, f"8-80{number}")}
            for one in sorted(both, key=lambda kind: kind != first):
                upheld(both[one], who)
            stays = registry.residence_of(str(who))
            assert [(one.household, one.left_on) for one in stays] == [(f"{CODE}-7-70{number}", None)], first
            assert capacities(who) == {"resident", "voter"}


@pytest.mark.postgres
def test_the_database_lets_nobody_go_on_with_another_s_stay() -> None:
    one, other = settled(), settled(name="别人", door="1-1")
    first = ResidenceSpell.objects.get(person__number=one.id)
    theirs = ResidenceSpell.objects.filter(person__number=other.id)
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        theirs.update(began_with=first, from_day=first.from_day + timedelta(days=1))
