"""Petitions: the threshold of the rule books, counted against a frozen roll; how many is public, who never."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from sunward.ballots import queries as ballots
from sunward.ballots.events import PetitionReached
from sunward.ballots.models import Petition, RollEntry, Signature
from sunward.ballots.reaching import reached
from sunward.ballots.rules.asking import same_words
from sunward.disclosure.acts.answer_dispute import AnswerDispute
from sunward.disclosure.answers import AnswerFacts
from sunward.disclosure.models import DeskDispute
from sunward.kernel import clock, events
from sunward.kernel.acts import Call, Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.record.models import Journal, Outbox
from sunward.registry import queries as registry
from tests.money.cases import START, act, on, paper, rules_of
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR, here, holder

GROWN = date(1980, 5, 1)


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with on(START):
        yield


@pytest.fixture
def announced() -> Iterator[list[PetitionReached]]:
    """Every announcement that a petition has been reached."""
    heard: list[PetitionReached] = []

    def listen(event: PetitionReached) -> None:
        heard.append(event)

    events.subscribe(PetitionReached, listen)
    yield heard
    events._subscribers[PetitionReached].remove(listen)


def residents(number: int, code: str = CODE) -> list[str]:
    made = []
    for place in range(number):
        facts = {"papers": "lease", "status": "registered", "born_on": GROWN, "from_day": date(2026, 1, 5)}
        done = act(
            "registry.register_arrival", CLERK, here(code), code=code, name=f"居民{place}", door=f"4-{place}", **facts
        )
        made.append(str(done.result))
    return made


def opened(by: str, code: str = CODE, **facts: Any) -> Ref:
    given = {"purpose": "disclosure", "asks_for": "leases", "title": "公开全部租约", "of": "adults"} | facts
    found = act("ballots.open_petition", "resident", here(code), code=code, by=by, **given).result
    assert found
    return found


def sign(petition: Ref, by: str, code: str = CODE) -> Any:
    return act("ballots.sign_petition", "resident", petition, code=code, by=by)


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


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"purpose": "meeting", "asks_for": "joint_meeting"}, "petition_rule"),
        ({"purpose": "disclosure", "of": "owners"}, "petition_rule"),
    ],
)
def test_what_no_rule_grants_is_not_opened(community: str, facts: dict[str, str], rule: str) -> None:
    (person,) = residents(1)
    with pytest.raises(Refused) as refusal:
        opened(person, **facts)
    assert rule in rules_of(refusal)


@pytest.mark.parametrize(
    ("facts", "needed"),
    [
        ({"purpose": "meeting", "asks_for": "residents_assembly"}, 5),
        ({"purpose": "meeting", "asks_for": "residents_assembly", "of": "household_delegates"}, 5),
        ({"purpose": "recall", "asks_for": "x"}, 5),
        ({"purpose": "disclosure"}, 3),
    ],
)
def test_each_right_has_its_own_threshold(community: str, facts: dict[str, str], needed: int) -> None:
    person, *_others = residents(21)
    assert Petition.objects.get(number=opened(person, **facts).id).needed == needed


def test_the_same_petition_is_opened_once_at_a_time(community: str) -> None:
    person, *_others = residents(3)
    opened(person)
    with pytest.raises(Refused) as refusal:
        opened(person)
    assert rules_of(refusal) == {"one_at_a_time"}


ASKED = {"purpose": "meeting", "asks_for": "residents_assembly"}


def test_another_question_to_the_same_body_is_not_kept_waiting(community: str) -> None:
    """Else whoever is to be questioned opens a petition about flowers first, and no other one for a month."""
    people = residents(4)
    opened(people[0], title="小区种花", **ASKED)
    opened(people[1], title="换物业公司？", **ASKED)
    with pytest.raises(Refused) as refusal:
        opened(people[2], title=" 换物业公司", **ASKED)
    assert rules_of(refusal) == {"one_at_a_time"}
    with pytest.raises(Refused) as refusal:
        opened(people[0], title="电梯维修", **ASKED)
    assert rules_of(refusal) == {"one_each"}, "nobody fills the list alone"
    with on(START + timedelta(days=31)):
        opened(people[0], title="换物业公司", **ASKED)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("换物业公司", "换 物业\u200b公司。", True),
        ("Lifts, now!", "ｌｉｆｔｓ，　ＮＯＷ？！", True),
        ("换物业公司", "换物业经理", False),
        ("？", "！", False),
        ("装3部电梯", "装4部电梯", False),
    ],
)
def test_the_same_question_is_known_however_it_is_typed(one: str, other: str, same: bool) -> None:
    assert (same_words(one) == same_words(other)) is same


@pytest.mark.postgres
@pytest.mark.parametrize("theirs", [{"title": "换物业公司。"}, {"person": 0}])
def test_two_petitions_at_the_same_moment_are_one_question_and_one_opener(
    committed: str, theirs: dict[str, Any]
) -> None:
    people = residents(3, committed)
    both = [(people[0], "换物业公司"), (people[theirs.get("person", 1)], theirs.get("title", "电梯维修"))]
    start = Barrier(2)

    def attempt(told: tuple[str, str]) -> set[str]:
        try:
            with on(START):
                start.wait(30)
                opened(told[0], committed, title=told[1], **ASKED)
        except Refused as refusal:
            return {found.rule for found in refusal.findings if found.breach}
        else:
            return set()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(attempt, both))
    assert sorted(map(sorted, told)) == [[], ["one_each" if "person" in theirs else "one_at_a_time"]]


@pytest.mark.postgres
@pytest.mark.parametrize("changed", [{"opened_by": "person:other"}, {"question": "电梯维修"}])
def test_the_database_refuses_the_second_one_too(community: str, changed: dict[str, str]) -> None:
    (person,) = residents(1)
    row = Petition.objects.get(number=opened(person, title="换物业公司", **ASKED).id)
    row.pk, row.number = None, "XY-Q-2026-999"
    for name, value in changed.items():
        setattr(row, name, value)
    with door_open(), pytest.raises(IntegrityError, match="ballots_petition_o|UNIQUE"), transaction.atomic():
        row.save(force_insert=True)


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


def test_whom_a_sheet_names_falsely_says_so_even_when_it_is_too_late_to_withdraw(
    community: str, announced: list[PetitionReached]
) -> None:
    """It stays reached, or signers could be pressed one by one; and it says that it is short."""
    people = residents(21)
    petition = opened(people[0])
    sign(petition, people[0])
    done = act("ballots.enter_signed_sheet", CLERK, petition, people="\n".join(people[1:3]), photograph=paper("forged"))
    assert done.entry.public["signed"] == 3
    assert len(announced) == 1
    with on(START + timedelta(days=60)):
        with pytest.raises(Refused) as refusal:
            act("ballots.deny_signature", "resident", petition, by=people[0])
        assert rules_of(refusal) == {"signed_on_paper"}, "signed by themselves"
        told = act("ballots.deny_signature", "resident", petition, by=people[1]).entry
        assert told.public == {"signed": 2, "needed": 3, "denied": 1}
        assert {found.rule for found in told.findings if found.breach} == {"reached_without_the_denied"}
        with pytest.raises(Refused):
            act("ballots.deny_signature", "resident", petition, by=people[1])
        card = ballots.petition(petition.id, CODE, clock.today())
    assert card
    assert (card.signed, card.denied, card.short_without_denied, card.reached_on) == (2, 1, True, START)
    assert people[1] not in str(told.public)


def test_whoever_denied_is_not_entered_from_paper_again(community: str) -> None:
    """Else the one who forged a sheet would undo the denial with the next one; their own hand still counts."""
    people = residents(30)
    petition = opened(people[0])
    act("ballots.enter_signed_sheet", CLERK, petition, people=people[1], photograph=paper("first"))
    act("ballots.deny_signature", "resident", petition, by=people[1])
    again = act("ballots.enter_signed_sheet", CLERK, petition, people=people[1], photograph=paper("second")).entry
    assert {found.rule for found in again.findings if found.breach} == {"denied_before"}
    assert again.public["entered"] == 0
    card = ballots.petition(petition.id, CODE, START)
    assert card
    assert (card.signed, card.denied) == (0, 1)
    sign(petition, people[1])
    signature = Signature.objects.get()
    assert (signature.withdrawn_on, signature.denied_on) == (None, None)
    assert signature.earlier.get().denied_on == START, "what was said before stays"


def test_a_signature_entered_at_the_desk_for_somebody_can_be_denied_too(community: str) -> None:
    people = residents(30)
    petition = opened(people[0])
    TestSignedAtTheDesk().signed_for(people[1], petition)
    with on(START + timedelta(days=90)):
        told = act("ballots.deny_signature", "resident", petition, by=people[1]).entry
    assert told.public == {"signed": 0, "needed": 3, "denied": 1}


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
        with pytest.raises(FactsError, match="reason"):
            act("ballots.correct_roll", DIRECTOR, roll.ref, change="strike", who=people[1], reason=reason)
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
    entry = TestSignedAtTheDesk().signed_for(people[2], petition)
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
    assert voided.public == {"signed": 2, "needed": 3, "denied": 1}
    assert {found["rule"] for found in voided.findings if not found["ok"]} == {"reached_without_the_denied"}
    sign(petition, people[3])
    assert len(announced) == 1


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


class TestSignedAtTheDesk:
    def signed_for(self, person: str, petition: Ref) -> Ref:
        done = perform(
            "ballots.sign_petition", by=holder(CODE, CLERK), post=CLERK, subject=petition, key=new_id(),
            on_behalf_of=person,
        )  # fmt: skip
        return Ref("entry", done.entry.ref)

    def test_a_signature_that_was_not_ones_wish_no_longer_counts(self, community: str) -> None:
        people = residents(30)
        petition = opened(people[0])
        entry = self.signed_for(people[1], petition)
        assert Signature.objects.filter(withdrawn_on=None).count() == 1
        dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[1], text="我没有签").result
        assert dispute
        act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="upheld", answer="签名不是本人的。")
        assert not Signature.objects.filter(withdrawn_on=None).exists()
        assert Signature.objects.count() == 1, "it stays, and says since when it does not count"

    def test_after_an_upheld_dispute_no_sheet_signs_for_them_and_their_own_hand_does(self, community: str) -> None:
        people = residents(30)
        petition = opened(people[0])
        entry = self.signed_for(people[1], petition)
        dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[1], text="我没有签").result
        assert dispute
        answer = {"outcome": "upheld", "answer": "签名不是本人的。"}
        act("disclosure.answer_dispute", SUPERVISOR, dispute, **answer)
        again = act("ballots.enter_signed_sheet", CLERK, petition, people=people[1], photograph=paper("sheet")).entry
        assert {found.rule for found in again.findings if found.breach} == {"denied_before"}
        sign(petition, people[1])
        card = ballots.petition(petition.id, CODE, START)
        assert card
        assert (card.signed, card.denied) == (1, 0)

    def test_what_they_sign_themselves_while_the_dispute_waits_stays(self, community: str) -> None:
        people = residents(30)
        petition = opened(people[0])
        entry = self.signed_for(people[1], petition)
        dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[1], text="没有叫人代签").result
        assert dispute
        act("ballots.withdraw_signature", "resident", petition, by=people[1])
        sign(petition, people[1])
        act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="upheld", answer="不是本人签的。")
        assert Signature.objects.get().withdrawn_on is None

    def test_who_entered_it_never_answers_whatever_the_list_of_powers_says(self, community: str) -> None:
        people = residents(30)
        entry = self.signed_for(people[1], opened(people[0]))
        dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[1], text="我没有签").result
        assert dispute
        row = DeskDispute.objects.get(number=dispute.id)
        facts = AnswerFacts(outcome="not_upheld", answer="签名单上有。")
        hand, other = holder(CODE, CLERK), holder(CODE, SUPERVISOR)
        with pytest.raises(FactsError, match="代办的人|entered the act"):
            list(AnswerDispute(Call(hand, SUPERVISOR, "", clock.now()), row, facts).judge())
        assert list(AnswerDispute(Call(other, SUPERVISOR, "", clock.now()), row, facts).judge()) == []

    def test_a_dispute_that_fails_changes_nothing(self, community: str) -> None:
        people = residents(30)
        petition = opened(people[0])
        entry = self.signed_for(people[1], petition)
        dispute = act("disclosure.dispute_desk_act", "resident", entry, by=people[1], text="我没有签").result
        assert dispute
        act("disclosure.answer_dispute", SUPERVISOR, dispute, outcome="not_upheld", answer="签名单上有本人签名。")
        assert Signature.objects.filter(withdrawn_on=None).count() == 1
