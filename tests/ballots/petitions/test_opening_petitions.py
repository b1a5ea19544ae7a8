"""Opening a petition: what the rule books grant, by which threshold, and once for each question and opener."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from sunward.ballots.models import Petition
from sunward.ballots.rules.asking import same_words
from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from sunward.registry import queries as registry
from tests.ballots.petitions.scenes import opened, residents, sign
from tests.disclosure.scenes import resident
from tests.elections.scenes import appoint
from tests.money.cases import START, on, rules_of
from tests.stage import CODE, DIRECTOR


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
        ({"purpose": "recall"}, 5),
        ({"purpose": "disclosure"}, 3),
    ],
)
def test_each_right_has_its_own_threshold(community: str, facts: dict[str, str], needed: int) -> None:
    person, *_others = residents(21)
    if facts["purpose"] == "recall":
        facts = recall_of("")
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


def recall_of(of: str) -> dict[str, str]:
    return {"purpose": "recall", "asks_for": registry.terms_of(DIRECTOR, CODE)[0].number, "of": of}


def test_a_petition_that_nobody_can_sign_keeps_no_other_out(community: str) -> None:
    """Seen before: anybody opened a recall "of representatives", of whom there were none, and nobody else could open
    one of the residents until its days were over; and then another followed."""
    people = residents(6)
    with pytest.raises(Refused) as refusal:
        opened(people[0], **recall_of("representatives"))
    assert rules_of(refusal) == {"opener_may_sign", "somebody_may_sign"}
    assert Petition.objects.count() == 0
    opened(people[1], **recall_of("adults"))


def test_one_that_others_sign_is_another_petition(community: str) -> None:
    people = residents(6)
    appoint(people[0], "representatives_meeting.delegate")
    opened(people[0], **recall_of("representatives"))
    opened(people[1], **recall_of("adults"))
    for one, of in ((people[0], "representatives"), (people[2], "adults")):
        with pytest.raises(Refused) as refusal:
            opened(one, **recall_of(of))
        assert rules_of(refusal) == {"one_at_a_time"}


def test_whoever_names_no_group_opens_one_that_they_may_sign(community: str) -> None:
    people = residents(6)
    petition = Petition.objects.get(number=opened(people[0], **recall_of("")).id)
    assert petition.roll.of == "adults"
    sign(petition.ref, people[0])


def test_who_cannot_sign_opens_no_recall_but_asks_the_neighbours_for_anything_else(community: str) -> None:
    people = residents(6)
    appoint(people[0], "representatives_meeting.delegate")
    outsider = resident("新来的")
    for of in ("representatives", "adults"):
        with pytest.raises(Refused) as refusal:
            opened(outsider, **recall_of(of))
        assert rules_of(refusal) == {"opener_may_sign"}
    opened(outsider)
