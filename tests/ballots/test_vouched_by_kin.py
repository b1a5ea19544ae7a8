"""A vouch of an officer's wife, whose kinship was declared only afterwards: seen by everybody, and nobody's fault."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from sunward.registry.models import Kinship
from tests.disclosure.scenes import resident
from tests.money.cases import START, act, on, paper
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, here, holder

pytestmark = pytest.mark.django_db
RULE = "roll_vouched_by_kin"


@pytest.fixture
def wife(community: str) -> str:
    return resident("妻子")


@pytest.fixture
def newcomer(wife: str) -> Any:
    with on(START):
        yield arrives(wife, resident("邻居"))


def arrives(*neighbours: str, name: str = "马丽娟", status: str = "registered") -> str:
    who = {"name": name, "papers": "none", "door": "7-702", "status": status, "born_on": date(1991, 4, 8)}
    found = act("registry.register_arrival", CLERK, here(), **who).result
    assert found
    for one in neighbours:
        act("registry.vouch", "resident", found, by=one)
    return str(found)


def declares(relative: str) -> None:
    director = Ref.parse(holder(CODE, DIRECTOR))
    act("registry.declare_kinship", DIRECTOR, director, relative=relative, relation="spouse")


def freeze() -> tuple[Roll, set[str]]:
    done = act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly")
    assert done.result
    return Roll.objects.get(number=done.result.id), {one.rule for one in done.entry.findings if one.breach}


def told(client: Client, person: str) -> bool:
    signed_in(client, holder(CODE, CLERK))
    page = client.get(f"/en/c/{CODE}/desk/for/{person.removeprefix('person:')}/").content.decode()
    return "declared kin of an officer only afterwards" in page


def test_the_mark_stands_at_the_desk_and_on_the_roll_and_the_voice_stays(
    newcomer: str, wife: str, client: Client
) -> None:
    """Before, nothing anywhere said that one of the two neighbours should not have vouched."""
    roll, said = freeze()
    assert RULE not in said
    assert not told(client, newcomer)
    declares(wife)
    assert told(client, newcomer)
    (mark,) = [one for one in ballots.marks_of_roll(roll.pk) if one.rule == RULE]
    assert mark.actual == "1"
    assert RULE in freeze()[1]
    assert {"resident", "voter"} <= registry.capacities_of(newcomer, CODE, START)
    assert roll.entries.filter(person__number=newcomer.removeprefix("person:"), struck_on=None).exists()


def test_where_enough_others_vouched_nothing_rests_on_it(newcomer: str, wife: str, client: Client) -> None:
    act("registry.vouch", "resident", Ref.parse(newcomer), by=resident("第三位"))
    declares(wife)
    assert RULE not in freeze()[1]
    assert told(client, newcomer), "the desk is told of the vouch all the same"


def test_kinship_with_somebody_who_was_no_officer_then_marks_nothing(newcomer: str, wife: str, client: Client) -> None:
    """Whoever comes into office later has made nobody's vouch wrong."""
    friend = resident("后来的干事")
    act("registry.declare_kinship", DIRECTOR, Ref.parse(friend), relative=wife, relation="sibling", source="inspection")
    with on(START + timedelta(days=1)):
        act("registry.appoint", CLERK, here(), post="residents_committee.member", person=friend)
        assert registry.vouched_by_kin(newcomer, CODE, START + timedelta(days=1)) == 0
        assert RULE not in freeze()[1]


def test_a_kinship_that_was_found_wrong_marks_no_longer(newcomer: str, wife: str) -> None:
    declares(wife)
    assert registry.vouched_by_kin(newcomer, CODE, START) == 1
    with door_open():
        Kinship.objects.update(void_on=START, void_entry="x")
    assert registry.vouched_by_kin(newcomer, CODE, START) == 0
    assert RULE not in freeze()[1]


def test_where_nobody_of_them_is_kin_it_is_two_questions(newcomer: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert registry.vouched_by_kin(newcomer, CODE, START) == 0
    assert len(asked) == 2, "the areas above the community, and the vouches"


def test_a_vote_by_word_alone_is_told_on_the_roll_and_with_each_vote(community: str) -> None:
    """That somebody is registered here gives them the vote at once; where nobody saw a paper of it, everybody reads how
    many these are. Failed before: two neighbours, and nothing told them from the others."""
    with on(START):
        arrives(resident("邻居"), resident("另一位邻居"))
        act("registry.register_arrival", CLERK, here(), name="有证", papers="identity_card", door="7-703",
            status="registered", born_on=date(1991, 4, 8))  # fmt: skip
        roll = act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly").result
    assert roll
    [told] = [one for one in ballots.marks_of_roll(Roll.objects.get(number=roll.id).pk) if one.rule == "roll_on_word"]
    assert (told.ok, told.actual) == (False, "1")


def test_whose_vote_a_meeting_has_to_consent_to_is_not_meant(community: str) -> None:
    with on(START):
        arrives(resident("邻居"), resident("另一位邻居"), status="mobile")
        roll = act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly").result
    assert roll
    assert "roll_on_word" not in {one.rule for one in ballots.marks_of_roll(Roll.objects.get(number=roll.id).pk)}


def on_word(day: date) -> list[str]:
    with on(day):
        roll = act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly").result
        assert roll
        marks = ballots.marks_of_roll(Roll.objects.get(number=roll.id).pk)
        return [one.actual for one in marks if one.rule == "roll_on_word"]


def test_who_is_registered_elsewhere_is_not_said_to_be_registered_here(community: str) -> None:
    with on(START):
        arrives(resident("邻居"), resident("另一位邻居"), status="habitual")
    assert on_word(START + timedelta(days=200)) == []


def test_papers_that_were_seen_since_are_seen(community: str) -> None:
    with on(START):
        new = Ref.parse(arrives(resident("邻居"), resident("另一位邻居"), status="habitual"))
        seen = {"reason": "户口簿", "paper": paper("hukou"), "told_by": "papers"}
        act("registry.correct_person", CLERK, new, status="registered", **seen)
    assert on_word(START) == []
