"""What the register says of a person is corrected and completed by an act of its own: dated, with a reason and whose
word it rests on. It is no lever: what nothing bears out stands with each roll, and they dispute it.

Before, nothing corrected a person: a missing day of birth stayed missing, 2019 for 1991 gave a vote in 2037, and a
status changed by a departure that never was.
"""

from dataclasses import fields
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.kernel import clock
from sunward.kernel.acts import Done, act_named
from sunward.kernel.facts import FactsError, how_asked
from sunward.kernel.refs import Ref
from sunward.record.models import Journal, PrivateField
from sunward.registry import queries as registry
from sunward.registry.models import Person, ResidenceSpell
from tests.ballots.rolls import marks
from tests.ballots.test_moving_next_door import (
    GROWN,
    YEARS_LATER,
    arrives,
    breaches,
    capacities,
    doors_of,
    enters,
    freeze,
    is_on,
    leaves,
    said,
    settled,
    upheld,
)
from tests.money.cases import START, act, on, paper
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, holder

pytestmark = pytest.mark.usefixtures("community")
CHILD, LATER = date(2019, 4, 8), START + timedelta(days=30)


def corrects(person: Ref, **facts: Any) -> Done:
    told = {"reason": "mistyped", "told_by": "papers", "paper": paper(f"card of {person} {facts}")}
    return act("registry.correct_person", CLERK, person, **(told | facts))


def claims(person: Ref, **facts: Any) -> Done:
    """Nobody signed anything, and nothing was photographed."""
    return corrects(person, told_by="claimed", paper=None, **facts)


def test_a_missing_birthday_is_completed_and_the_receipt_says_from_when() -> None:
    with on(START):
        who = arrives(born_on=None, status="registered")
        assert not is_on(freeze(), who)
    with on(LATER):
        done = corrects(who, reason="missing", born_on=GROWN)
        assert (breaches(done), said(done, "vote_from").startswith("May vote from ")) == (set(), True)
        assert capacities(who) == {"resident", "voter"}
        assert is_on(roll := freeze(), who)
        assert marks(roll) == {}


def test_a_mistyped_year_is_corrected_and_what_stood_there_stays_in_the_entry_privately() -> None:
    with on(START):
        who = arrives(born_on=CHILD, status="registered")
    with on(LATER):
        done = corrects(who, born_on=GROWN, name="马丽鹃")
        assert capacities(who) == {"resident", "voter"}
        entry = Journal.objects.get(ref=done.entry.ref)
        assert entry.public["corrected"] == ["name", "born_on"]
        assert not {"2019", "1991", "马丽"} & {word for word in ("2019", "1991", "马丽") if word in str(entry.public)}
        kept = {row.name: row.opened() for row in PrivateField.objects.filter(ref=entry.ref)}
        assert (kept["born_was"], kept["name_was"]) == ("2019-04-08", "马丽娟")


def test_papers_seen_later_give_a_voice() -> None:
    with on(START):
        who = arrives(papers="none", status="registered")
        assert capacities(who) == set()
        assert breaches(corrects(who, reason="missing", papers="residence_permit")) == set()
        assert capacities(who) == {"resident", "voter"}


def test_whoever_has_come_to_stay_changes_status_without_leaving() -> None:
    who = settled(status="mobile")
    with on(YEARS_LATER):
        assert capacities(who) == {"resident"}
        done = act("registry.change_status", CLERK, who, status="habitual", reason="stays", told_by="self",
                   paper=paper("signed"))  # fmt: skip
        assert breaches(done) == set()
        assert capacities(who) == {"resident", "voter"}, "two years here are two years here"
        stays = registry.residence_of(str(who))
        assert [(one.status, one.left_on) for one in stays] == [("mobile", clock.today()), ("habitual", None)]
        assert is_on(roll := freeze(), who)
        assert marks(roll) == {}
        with pytest.raises(FactsError, match="status"):
            act("registry.change_status", CLERK, who, status="habitual", reason="stays", told_by="claimed")


def test_a_status_wrong_from_the_start_is_corrected_where_it_stands() -> None:
    who = settled(status="mobile")
    with on(YEARS_LATER):
        assert breaches(corrects(who, status="registered")) == set()
        assert [one.status for one in registry.residence_of(str(who))] == ["registered"]


@pytest.mark.parametrize("facts", [{}, {"name": "马丽娟"}, {"born_on": START + timedelta(days=999)}])
def test_a_correction_that_cannot_be_is_told(facts: dict[str, Any]) -> None:
    with on(START):
        who = arrives()
        with pytest.raises(FactsError):
            corrects(who, **facts)


def test_who_is_made_of_age_by_a_clerk_alone_is_told_with_the_roll() -> None:
    with on(START):
        who = arrives(born_on=date(2010, 1, 1), status="registered")
    with on(LATER):
        assert breaches(claims(who, born_on=date(2007, 1, 1))) == {"their_own_word"}
        roll = freeze()
        assert is_on(roll, who)
        assert marks(roll) == {"roll_corrected_persons": "1"}
        assert marks(freeze(of="household_delegates")) == {"roll_corrected_persons": "1"}
        corrects(who, born_on=date(2007, 1, 1))
        assert marks(roll) == {}, "what papers bear out is told no more"


def test_who_is_made_under_age_by_a_clerk_alone_is_told_and_puts_it_back() -> None:
    who = settled()
    with on(YEARS_LATER):
        done = claims(who, born_on=CHILD)
        roll = freeze()
        assert not is_on(roll, who)
        assert marks(roll) == {"roll_corrected_persons": "1"}
        upheld(done, who)
        assert Person.objects.get(number=who.id).born_on == GROWN
        assert is_on(roll, who)
        assert marks(roll) == {}


def test_no_place_is_added_or_struck_in_order_by_a_correction_that_nothing_bears_out() -> None:
    """Before the frozen roll's days were over, a register that its keeper had just changed bore any correction out."""
    who = settled()
    with on(START):
        child = arrives(name="孩子", door="1-2", born_on=date(2015, 1, 1), status="registered")
    with on(YEARS_LATER):
        roll = freeze()
        claims(who, born_on=CHILD), claims(child, born_on=date(2000, 1, 1))
        told = {"reason": "entered_wrongly"}
        struck = act("ballots.correct_roll", CLERK, roll.ref, change="strike", who=str(who), **told)
        added = act("ballots.correct_roll", CLERK, roll.ref, change="add", who=str(child), **told)
        assert (breaches(struck), breaches(added)) == ({"belongs_no_more"}, {"belongs"})
        assert "somebody corrected it" in said(struck, "belongs_no_more")
        found = marks(roll)
        assert (found["roll_struck_unborne"], found["roll_added_unborne"]) == ("1", "1")


def test_with_their_papers_it_is_in_order() -> None:
    with on(START):
        who = arrives(born_on=None, status="registered")
        roll = freeze()
        corrects(who, reason="missing", born_on=GROWN)
        added = act("ballots.correct_roll", CLERK, roll.ref, change="add", who=str(who), reason="entered_wrongly")
        assert breaches(added) == set()


def test_neither_a_removal_nor_a_change_of_status_is_the_way_to_do_it_unseen() -> None:
    with on(START):
        whos = [arrives(name=f"马{place}", door=f"3-{place}", status="mobile") for place in (1, 2, 3)]
        without = arrives(name="没证", door="3-9", papers="none", status="registered")
    with on(START + timedelta(days=9)):
        claims(whos[0], status="registered")
        act("registry.change_status", CLERK, whos[1], status="registered", reason="moved_in", told_by="claimed")
        leaves(whos[2])
        enters(whos[2], "3-8", status="registered")
        claims(without, papers="identity_card")
        leaves(without)
        enters(without, "3-7", status="registered")
        roll = freeze()
        assert all(is_on(roll, who) for who in (*whos, without))
        assert marks(roll)["roll_corrected_persons"] == "4"


def test_one_photograph_bears_out_one_person() -> None:
    with on(START):
        first, second = arrives(born_on=None), arrives(name="别人", door="1-1", born_on=None)
        one = paper("the same card")
        assert breaches(corrects(first, born_on=GROWN, paper=one)) == set()
        assert breaches(corrects(second, born_on=GROWN, paper=one)) == {"their_own_word", "picture_served"}


def test_an_upheld_dispute_puts_papers_and_status_back_behind_any_door() -> None:
    with on(START):
        who = arrives(papers="none", status="registered")
        done = claims(who, papers="identity_card")
        changed = act("registry.correct_person", CLERK, who, reason="mistyped", told_by="claimed", status="mobile")
    with on(START + timedelta(days=3)):
        enters(who, status="mobile")
        upheld(done, who), upheld(changed, who)
        assert set(ResidenceSpell.objects.filter(person__number=who.id).values_list("papers", "status")) == {
            ("none", "registered")
        }


def test_an_upheld_dispute_takes_a_change_of_status_back() -> None:
    who = settled()
    with on(YEARS_LATER):
        done = act("registry.change_status", CLERK, who, status="mobile", reason="other", told_by="claimed")
        roll, homes = freeze(), freeze(of="household_delegates")
        assert not is_on(roll, who)
        assert marks(roll) == {"roll_corrected_persons": "1"}
        upheld(done, who)
        assert [(one.status, one.left_on) for one in registry.residence_of(str(who))] == [("habitual", None)]
        assert is_on(roll, who)
        assert "7-702" in doors_of(homes)


def test_a_second_correction_stays_when_the_first_is_taken_back() -> None:
    with on(START):
        who = arrives()
        first = claims(who, born_on=CHILD)
        second = claims(who, born_on=date(1992, 4, 8))
        upheld(first, who)
        assert Person.objects.get(number=who.id).born_on == date(1992, 4, 8)
        upheld(second, who)
        assert Person.objects.get(number=who.id).born_on == GROWN


def test_they_find_it_among_their_duties_and_the_desk_says_from_when_they_vote(client: Client) -> None:
    who = settled(born_on=date(2015, 1, 1))
    with on(YEARS_LATER):
        done, moved = claims(who, born_on=CHILD), enters(who)
        mine = signed_in(client, str(who)).get(f"/en/c/{CODE}/desk/").content.decode()
        for entry in (done.entry.ref, moved.entry.ref):
            assert f"do/disclosure.dispute_desk_act/entry:{entry}/" in mine
        served = signed_in(client, holder(CODE, CLERK)).get(f"/en/c/{CODE}/desk/for/{who.id}/").content.decode()
        assert "May vote from 8 Apr 2037" in served
        assert f"do/registry.correct_person/person:{who.id}/" in served
        upheld(done, who)
        mine = signed_in(client, str(who)).get(f"/en/c/{CODE}/desk/").content.decode()
        assert done.entry.ref not in mine


def test_erasing_a_person_forgets_what_stood_there_before() -> None:
    with on(START):
        who = arrives()
        done = claims(who, born_on=CHILD, name="马丽")
    with on(LATER):
        leaves(who)
        act("registry.erase_private", CLERK, who, legal_basis="个人信息保护法 第四十七条")
        kept = PrivateField.objects.filter(ref=done.entry.ref, name__in=("born_was", "name_was", "born_on", "name"))
        assert {row.value for row in kept} == {None}
        row = Person.objects.get(number=who.id).corrections.get()
        assert (row.born_was, row.name_was) == (None, "")


def test_a_frozen_roll_tells_whom_a_clerk_alone_has_renamed(client: Client) -> None:
    """Seen before: a voter's place bore a stranger's name on the page of a roll already frozen, and nothing said so."""
    with on(START):
        who = arrives(born_on=GROWN, status="registered")
        roll = freeze()
    with on(LATER):
        claims(who, name="陌生人")
        assert marks(roll) == {"roll_renamed": "1"}
        corrects(who, reason="changed", name="陌生人")
        assert marks(roll) == {}, "with papers"


@pytest.mark.parametrize(("language", "told"), [("zh", "姓名"), ("en", "name")])
def test_its_page_tells_it_too_though_it_was_frozen_before(client: Client, language: str, told: str) -> None:
    """The roll's page showed the stranger's name under "nothing has been corrected", until somebody voted by it."""
    with on(START):
        person = arrives(born_on=GROWN, status="registered")
    with on(YEARS_LATER):
        roll = freeze()
        before = client.get(f"/{language}/c/{CODE}/rolls/{roll.number}/").content.decode()
        claims(person, name="外来人")
        (mark,) = [one.text for one in ballots.marks_of_roll(roll.pk) if one.rule == "roll_renamed"]
        after = client.get(f"/{language}/c/{CODE}/rolls/{roll.number}/").content.decode()
    said = getattr(mark, language)
    assert told in said.lower()
    assert said not in before
    assert said in unescape(after)


@pytest.mark.parametrize("name", ["registry.correct_person", "registry.change_status"])
def test_the_photograph_that_is_asked_for_is_one_of_papers_about_a_person(name: str) -> None:
    """Before, it named the list of members and the land register, which tell nobody's birthday or registration."""
    (field,) = [one for one in fields(act_named(name).facts_type) if one.name == "paper"]
    hint = how_asked(field).hint
    assert hint
    assert "identity card or the household book" in hint.en
