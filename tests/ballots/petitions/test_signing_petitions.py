"""Signing a petition: counted against a frozen roll, once each, by hand or on paper; how many is public, who never."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections

from sunward.ballots import queries as ballots
from sunward.ballots.events import PetitionReached
from sunward.ballots.models import Petition, RollEntry, Signature
from sunward.ballots.reaching import reached
from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.acts import Done, Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.record.models import Journal, Outbox
from sunward.registry import queries as registry
from sunward.registry.models import Person
from tests.ballots.petitions.scenes import GROWN, opened, residents, sign, signed_at_the_desk
from tests.money.cases import START, act, on, paper, rules_of
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR, here, holder


def test_a_tenth_of_the_adults_put_one_more_item_on_the_board(community: str, announced: list[PetitionReached]) -> None:
    people = residents(21)
    petition = opened(people[0])
    row = Petition.objects.get(number=petition.id)
    assert (row.needed, row.roll.entitled, row.closes_on) == (3, 21, START + timedelta(days=30))
    for person in people[:3]:
        assert announced == []
        sign(petition, person)
    sign(petition, people[3])
    assert [(event.purpose, event.asks_for) for event in announced] == [("disclosure", "leases")]
    card = ballots.petition(petition.id, CODE, START)
    assert card
    assert (card.signed, card.needed, card.word(START)) == (4, 3, "reached")


def test_who_signed_is_nowhere_in_the_log(community: str) -> None:
    people = residents(3)
    petition = opened(people[0])
    sign(petition, people[1])
    entry = Journal.objects.get(act="ballots.sign_petition")
    leaf = bytes(Outbox.objects.get(ref=entry.ref).data).decode()
    assert people[1] not in leaf
    assert people[1].removeprefix("person:") not in leaf + str(entry.public)
    assert entry.public == {"signed": 1, "needed": 1}


def test_everybody_signs_once_and_may_withdraw_until_it_is_reached(community: str) -> None:
    people = residents(21)
    petition = opened(people[0])
    sign(petition, people[1])
    with pytest.raises(Refused) as refusal:
        sign(petition, people[1])
    assert rules_of(refusal) == {"signed_once"}
    act("ballots.withdraw_signature", "resident", petition, by=people[1])
    with pytest.raises(Refused) as refusal:
        act("ballots.withdraw_signature", "resident", petition, by=people[1])
    assert "signed" in rules_of(refusal)
    for person in people[2:5]:
        sign(petition, person)
    with pytest.raises(Refused) as refusal:
        act("ballots.withdraw_signature", "resident", petition, by=people[2])
    assert rules_of(refusal) == {"not_reached"}


def test_who_came_later_is_not_on_its_roll_and_nobody_signs_after_the_end(community: str) -> None:
    people = residents(2)
    petition = opened(people[0])
    facts = {"papers": "lease", "status": "registered", "born_on": GROWN}
    late = act("registry.register_arrival", CLERK, here(), name="后来", door="8-1", **facts).result
    with pytest.raises(Refused) as refusal:
        sign(petition, str(late))
    assert rules_of(refusal) == {"on_the_roll"}
    with on(START + timedelta(days=31)), pytest.raises(Refused) as refusal:
        sign(petition, people[0])
    assert "open" in rules_of(refusal)


def test_a_sheet_of_paper_counts_whoever_is_on_the_roll_and_has_not_signed(
    community: str, announced: list[PetitionReached]
) -> None:
    people = residents(21)
    petition = opened(people[0])
    sign(petition, people[0])
    lines = f"4-1 居民1\n{people[2]}\n{people[0]}\n9-9 没有这人"
    done = act("ballots.enter_signed_sheet", CLERK, petition, people=lines, photograph=paper("sheet"))
    assert done.entry.public == {"entered": 2, "signed": 3, "needed": 3}
    assert {found.rule: found.actual for found in done.entry.findings if found.breach} == {
        "on_the_roll": "1", "signed_once": "1"
    }  # fmt: skip
    assert len(announced) == 1
    assert "居民1" not in str(done.entry.public)
    assert len(done.entry.files) == 1
    with pytest.raises(FactsError, match="people"):
        act("ballots.enter_signed_sheet", CLERK, petition, people=" \n", photograph=paper("sheet"))


def called(person: str, name: str) -> None:
    with door_open():
        Person.objects.filter(number=person.removeprefix("person:")).update(name=name)


def test_a_name_that_nobody_else_on_the_roll_bears_is_enough_on_a_sheet(community: str) -> None:
    """It failed before: neighbours sign with their names, and a line without a door was "not on the roll"."""
    people = residents(21)
    petition = opened(people[0])
    facts = {"papers": "lease", "status": "registered", "born_on": GROWN}
    act("registry.register_arrival", CLERK, here(), name="居民3", door="8-1", **facts)  # after the freeze: on no roll
    number = people[4].removeprefix("person:")
    lines = f"居民3\n居民 5\n{number}\n没有这人"
    done = act("ballots.enter_signed_sheet", CLERK, petition, people=lines, photograph=paper("sheet"))
    assert done.entry.public["entered"] == 3
    assert {found.actual for found in done.entry.findings if found.breach} == {"1"}
    signed = Signature.objects.filter(petition__number=petition.id).values_list("entry__person__number", flat=True)
    assert {f"person:{one}" for one in signed} == {people[3], people[4], people[5]}


def test_a_name_that_several_bear_is_told_with_the_doors_to_choose_from(community: str) -> None:
    people = residents(21)
    petition = opened(people[0])
    called(people[3], "居民5")
    with pytest.raises(FactsError, match="4-3 居民5；4-5 居民5"):
        act("ballots.enter_signed_sheet", CLERK, petition, people="居民1\n居民5", photograph=paper("sheet"))
    assert not Signature.objects.filter(petition__number=petition.id).exists()
    lines = "居民1\n4-5 居民5"
    done = act("ballots.enter_signed_sheet", CLERK, petition, people=lines, photograph=paper("sheet"))
    assert done.entry.public["entered"] == 2
    assert not any(found.breach for found in done.entry.findings)


def test_one_photograph_is_one_sheet(community: str) -> None:
    people = residents(30)
    petition = opened(people[0])
    act("ballots.enter_signed_sheet", CLERK, petition, people=people[1], photograph=paper("sheet"))
    with pytest.raises(FactsError, match="photograph"):
        act("ballots.enter_signed_sheet", CLERK, petition, people=people[2], photograph=paper("sheet"))
    act("ballots.enter_signed_sheet", CLERK, petition, people=people[2], photograph=paper("second sheet"))


def test_a_signature_counts_by_the_roll_as_it_stood_when_it_was_given(
    community: str, announced: list[PetitionReached]
) -> None:
    people = residents(21)
    petition = opened(people[0])
    sign(petition, people[1])
    roll = Petition.objects.get(number=petition.id).roll
    for reason in ("listed_twice", "left_out", "died"):
        with pytest.raises(FactsError, match="reason") as refused:
            act("ballots.correct_roll", DIRECTOR, roll.ref, change="strike", who=people[1], reason=reason)
    assert "撤销误登记的离开" in str(refused.value), "once the words named the objection alone"
    strike_of = {"change": "strike", "reason": "objection_upheld"}
    act("ballots.correct_roll", DIRECTOR, roll.ref, who=people[1], **strike_of)
    act("ballots.correct_roll", DIRECTOR, roll.ref, who=people[2], **strike_of)
    with pytest.raises(Refused) as refusal:
        sign(petition, people[2])
    assert rules_of(refusal) == {"on_the_roll"}
    for person in people[3:5]:
        sign(petition, person)
    card = ballots.petition(petition.id, CODE, START)
    assert card
    assert (card.signed, card.reached_on, len(announced)) == (3, START, 1)


def test_who_is_to_be_recalled_does_not_correct_the_roll_of_those_who_sign(community: str) -> None:
    people = residents(21)
    term = registry.terms_of(DIRECTOR, CODE)[0]
    petition = opened(people[0], purpose="recall", asks_for=term.number)
    sign(petition, people[1])
    facts = {"change": "strike", "who": people[1], "reason": "objection_upheld"}
    roll = Petition.objects.get(number=petition.id).roll
    with pytest.raises(FactsError, match="reason"):
        act("ballots.correct_roll", DIRECTOR, roll.ref, **facts)
    act("ballots.correct_roll", CLERK, roll.ref, **facts)
    with on(START + timedelta(days=31)):
        act("ballots.correct_roll", DIRECTOR, roll.ref, **(facts | {"change": "add", "reason": "entered_wrongly"}))


def test_a_petition_that_was_reached_stays_reached(community: str, announced: list[PetitionReached]) -> None:
    """A signature entered at the desk is voided afterwards, somebody struck is put back: it was enough, once."""
    people = residents(21)
    petition = opened(people[0])
    for person in people[:2]:
        sign(petition, person)
    entry = signed_at_the_desk(people[2], petition)
    dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[2], text="我没有签").result
    assert dispute
    act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="upheld", answer="签名不是本人的。")
    found, card = ballots.petition_signed(CODE, petition.id), ballots.petition(petition.id, CODE, START)
    assert found
    assert card
    assert (found.signed, found.entitled, found.reached_on) == (3, 21, START)
    assert (card.signed, card.word(START)) == (2, "reached")
    assert (card.denied, card.short_without_denied) == (1, True), "as if they had denied it at the petition"
    voided = Journal.objects.get(act="ballots.void_signature")
    assert voided.public == {"undone": entry.id, "signed": 2, "needed": 3, "denied": 1}
    assert {found["rule"] for found in voided.findings if not found["ok"]} == {"reached_without_the_denied"}
    sign(petition, people[3])
    assert len(announced) == 1


def test_what_they_have_signed_on_paper_since_stays_theirs(community: str) -> None:
    """Seen before: voided by place and paper, the later signature of their own hand went with the clerk's."""
    people = residents(21)
    petition = opened(people[0])
    entry = signed_at_the_desk(people[2], petition)
    act("ballots.withdraw_signature", "resident", petition, by=people[2])
    act("ballots.enter_signed_sheet", CLERK, petition, people=people[2], photograph=paper("their own hand"))
    dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[2], text="我没有签").result
    assert dispute
    act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="upheld", answer="当时不是本人。")
    row = Signature.objects.get(petition__number=petition.id)
    assert (row.withdrawn_on, row.denied_on) == (None, None)
    assert Journal.objects.get(act="ballots.void_signature").public["denied"] == 0


def test_of_a_signature_from_before_its_act_was_kept_the_place_tells(community: str) -> None:
    people = residents(21)
    petition = opened(people[0])
    entry = signed_at_the_desk(people[2], petition)
    with door_open():
        Signature.objects.update(signed_in=None)
    dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[2], text="我没有签").result
    assert dispute
    act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="upheld", answer="不是本人。")
    assert Signature.objects.get(petition__number=petition.id).denied_on == START


@pytest.mark.postgres
def test_a_hundredth_signer_at_the_same_moment_announces_once(committed: str, announced: list[PetitionReached]) -> None:
    people = residents(6, committed)
    petition = opened(people[0], committed, purpose="meeting", asks_for="residents_assembly")
    sign(petition, people[0], committed)
    assert len(announced) == 0
    start = Barrier(4)

    def one(person: str) -> None:
        try:
            with on(START):
                start.wait(30)
                sign(petition, person, committed)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, people[1:5]))
    row = Petition.objects.get(number=petition.id)
    assert Signature.objects.filter(petition=row).count() == 5
    assert len(announced) == 1
    with door_open():
        assert reached(row, START) == [], "asked again, it says nothing new"


@pytest.mark.postgres
def test_one_place_signs_once_also_when_no_act_looks_first(committed: str) -> None:
    people = residents(2, committed)
    row = Petition.objects.get(number=opened(people[0], committed).id)
    entry = RollEntry.objects.filter(roll=row.roll).first()
    assert entry
    start = Barrier(2)

    def attempt(_number: int) -> bool:
        start.wait(30)
        try:
            with door_open():
                Signature.objects.create(petition=row, entry=entry, signed_on=START)
        except IntegrityError:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        assert sum(both.map(attempt, range(2))) == 1


def test_a_day_that_is_only_claimed_opens_no_petition_again(community: str, announced: list[PetitionReached]) -> None:
    """Before, a sheet could be entered two months after the close, as of its last day, and begin a recall."""
    people = residents(30)
    petition = opened(people[0])
    closes = Petition.objects.get(number=petition.id).closes_on
    names = "\n".join(people)

    def enters(after: int, sheet: str) -> Done:
        with on(closes + timedelta(days=after)):
            return perform(
                "ballots.enter_signed_sheet", by=holder(CODE, CLERK), post=CLERK, subject=petition, key=new_id(),
                facts={"people": names, "photograph": paper(sheet)}, claimed_at=clock.moment(closes),
            )  # fmt: skip

    last = (charter.working_day_from(closes + timedelta(days=3)) - closes).days
    with pytest.raises(FactsError, match="people"):
        enters(last + 1, "late")
    assert not announced
    assert enters(last, "when the desk opens").entry.public["signed"] == 30
    assert len(announced) == 1
