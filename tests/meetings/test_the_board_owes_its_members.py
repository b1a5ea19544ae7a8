"""Members force a meeting of their assembly, which the board calls by law: the board owes it, and nobody else.

Before, the board of the law and the post of the register were two bodies to everything but the call itself. The list of
overdue things named the residents' committee, whose call is refused; and the board's chair, who owes the call, acted
for those who had petitioned for it.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from sunward.ballots.models import Petition, Roll
from sunward.ballots.queries import MeetingDemanded
from sunward.charter import queries as charter
from sunward.charter.engine import Charter, Duration
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.meetings.calling.demanding import deadline
from sunward.meetings.calling.owed import owing, powers_to_call
from sunward.meetings.calling.petitioners import may_call_session
from sunward.meetings.queries import lapses
from tests import stage
from tests.elections.scenes import rules_of
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CODE, DIRECTOR, EVENING, act, at
from tests.money import cases

pytestmark = pytest.mark.usefixtures("community")
CHAIR, BODY = "collective_board.chair", "member_assembly"
LATE = CALLED + timedelta(days=16)


def board(chair: str) -> None:
    street = "street_office.director"
    act("registry.create_body", street, stage.here(), kind="collective_board", name_zh="理事会", name_en="board")
    post = {"body": "collective_board", "key": "chair", "title_zh": "理事长", "title_en": "chair"}
    act("registry.create_post", street, stage.here(), **post)
    cases.act("registry.appoint", "street_office.clerk", stage.here(), post=CHAIR, person=chair)


def members(people: list[str]) -> Roll:
    roll = scenes.freeze(people, body=BODY)
    with door_open():
        Roll.objects.filter(pk=roll.pk).update(of="members")
    return roll


def forced(people: list[str]) -> Petition:
    """All of them have signed for a meeting of the members, and that was enough."""
    roll = members(people)
    with door_open():
        row = Petition.objects.create(
            number="XY-Q-2026-001", community_code=CODE, purpose="meeting", asks_for=BODY, title="分红", roll=roll,
            needed=1, source="章程", opened_by="person:x", opened_on=CALLED, closes_on=EVENING, reached_on=CALLED,
        )  # fmt: skip
        for entry in roll.entries.all():
            row.signatures.create(entry=entry, signed_on=CALLED)
    return row


@pytest.fixture
def people() -> list[str]:
    with at(CALLED, 9):
        found = scenes.people(4)
        board(found[0])
    return found


def test_overdue_names_the_chair_whose_call_is_not_refused(people: list[str]) -> None:
    with at(CALLED, 9):
        asked = forced(people)
        members(people)
    (late,) = [one for one in lapses.overdue(CODE, LATE) if one.subject == asked.ref]
    assert late.owner_post == CHAIR
    own = {"body": BODY, "called_by": "board"}
    with at(LATE, 9):
        assert "called_by" in rules_of(lambda: scenes.convene(post=DIRECTOR, on=LATE + timedelta(days=14), **own))
        assert scenes.convene(post=CHAIR, on=LATE + timedelta(days=14), **own).called_by == "board"


def test_the_chair_acts_for_no_petitioner(people: list[str]) -> None:
    with at(CALLED, 9):
        asked = forced(people)
        chair, member = (may_call_session(asked.pk, CODE, BODY, who, CALLED) for who in people[:2])
    assert (chair, member) == (False, True)


def listed(**powers: tuple[tuple[str, ...], int]) -> Charter:
    """The list of powers names the power to call so often: who holds it, and within how many days."""
    book = charter.charter_of(CODE, CALLED)
    one = next(power for power in book.powers.values() if power.act == "meetings.convene")
    made = {
        key: replace(one, key=key, held_by=held, within=Duration(days), source=f"article of the {key}")
        for key, (held, days) in powers.items()
    }
    return replace(book, powers=made)


def test_days_and_article_are_those_of_the_boards_power() -> None:
    book = listed(committee=((DIRECTOR,), 15), board=(("owners_committee.head", CHAIR), 40))
    asked = MeetingDemanded(1, Ref("petition", "X"), CODE, "分红", BODY, CALLED, (), CALLED)
    due = deadline(asked, powers_to_call(book, BODY))
    assert due
    assert (due.due, due.source, due.owner) == (CALLED + timedelta(days=40), "article of the board", CHAIR)
    assert owing(book, BODY) == {"collective_board"}


def test_where_the_rules_name_nobody_the_first_of_each_power_owes_it() -> None:
    book = listed(committee=((DIRECTOR, CHAIR), 15), party=(("party_organisation.secretary",), 10))
    asked_of = [one.held_by for one in powers_to_call(book, "joint_meeting")]
    assert asked_of == [(DIRECTOR,), ("party_organisation.secretary",)]
    assert owing(book, "joint_meeting") == {"residents_committee", "party_organisation"}
