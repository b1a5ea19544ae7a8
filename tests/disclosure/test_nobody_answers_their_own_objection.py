"""Whoever objected neither answers the objection nor rules on its appeal; somebody always can.

Seen before: a director who lives here objected as a resident and upheld the objection alone, and an officer of the
street ruled on an appeal of their own, neither marked.
"""

from datetime import date, timedelta

import pytest

from sunward.disclosure import queries as disclosure
from sunward.disclosure.models import Objection
from sunward.kernel.acts import Done
from sunward.kernel.available import available
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.viewer import Viewer
from sunward.portal.desk.waiting import things_to_do
from sunward.portal.views.overdue import everything_overdue
from sunward.registry.models import Appointment
from tests import stage
from tests.disclosure.scenes import MONDAY, day, objection, post, resident
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, INSPECTOR, marks

pytestmark = pytest.mark.usefixtures("community")
STREET = "street_office.director"
ANSWER, RULE, APPEAL = "disclosure.answer_objection", "disclosure.rule_on_appeal", "disclosure.appeal_objection"
LATER = MONDAY + timedelta(days=20)


def lives_here(office: str) -> str:
    """Whoever holds an office moves in: a resident as others are."""
    person = stage.holder(CODE, office)
    with day(stage.OPENING):
        house = stage.act("registry.register_household", CLERK, stage.here(), door="9-901").result
        assert house
        stage.act("registry.record_arrival", CLERK, house, person=person, status="registered")
    return person


def vacate(*offices: str) -> None:
    with door_open():
        for one in offices:
            body, _dot, key = one.partition(".")
            Appointment.objects.filter(post__key=key, post__body__kind=body).update(
                until_day=stage.OPENING, left_on=stage.OPENING + timedelta(days=1)
            )


def nobody_else_answers() -> None:
    """The others whom the list of powers lets answer at first have left."""
    vacate(DEPUTY, "collective_board.chair", stage.SUPERVISOR)


def answer(row: Objection, office: str, outcome: str = "not_upheld") -> Done:
    return stage.act(ANSWER, office, row.ref, outcome=outcome, answer="已核对。")


def rule(row: Objection, office: str) -> Done:
    return stage.act(RULE, office, row.ref, outcome="upheld", ruling="已核对。")


def appealed(by: str) -> Objection:
    row = objection(post(MONDAY), by, MONDAY)
    with day(MONDAY):
        answer(row, DIRECTOR)
        stage.act(APPEAL, "resident", row.ref, by=by)
    return row


def asked(office: str, row: Objection, act: str, on: date = MONDAY) -> bool:
    """Whether it stands on the desk of whoever holds the office, to be done now."""
    reader = Viewer(CODE, stage.holder(CODE, office), frozenset({office}), frozenset())
    items = [one for one in things_to_do(reader, on) if one.subject == row.ref]
    return any(option.open and option.act.name == act for one in items for option in one.options)


def test_the_director_s_own_objection_is_answered_by_somebody_else() -> None:
    row = objection(post(MONDAY), lives_here(DIRECTOR), MONDAY)
    with day(MONDAY):
        assert not asked(DIRECTOR, row, ANSWER)
        assert asked(DEPUTY, row, ANSWER)
        with pytest.raises(FactsError, match="outcome"):
            answer(row, DIRECTOR, "upheld")
        own = [one for one in available(row.by, row.ref, CODE) if one.act.name == ANSWER]
        assert "提出异议的人" in own[0].blocked_by[0].text.zh
        assert not marks(answer(row, DEPUTY))


def test_nobody_reads_on_a_public_line_who_objected() -> None:
    """The owner owes it, as of every objection: another of those who may answer has it on the desk."""
    row = objection(post(MONDAY), lives_here(DIRECTOR), MONDAY)
    other = objection(row.publication, resident(), MONDAY)
    with day(LATER):
        lines = {one.subject: one for one in everything_overdue(CODE, LATER)}
    assert lines[row.ref].owner_post == lines[other.ref].owner_post
    assert str(lines[row.ref].next_step) == str(lines[other.ref].next_step)


def test_where_nobody_else_answers_at_first_the_street_does() -> None:
    row = objection(post(MONDAY), lives_here(DIRECTOR), MONDAY)
    other = objection(row.publication, resident(), MONDAY)
    nobody_else_answers()
    with day(LATER):
        lines = {one.subject: one for one in everything_overdue(CODE, LATER)}
        assert lines[row.ref].owner_post == STREET
        assert "自己有关" not in lines[row.ref].next_step.zh
        street = Viewer(CODE, stage.holder(CODE, STREET), frozenset({STREET}), frozenset())
        found = disclosure.objection(row.number, street, LATER)
        assert found
        assert found.text == row.text
        with pytest.raises(FactsError, match="outcome"):
            answer(row, DIRECTOR)
        assert asked(STREET, row, ANSWER, LATER)
        assert not asked(STREET, other, ANSWER, LATER)
        assert "by_another" not in marks(answer(row, STREET))


def test_with_nobody_left_at_all_it_is_answered_and_says_so() -> None:
    row = objection(post(MONDAY), lives_here(DIRECTOR), MONDAY)
    nobody_else_answers()
    vacate(STREET, INSPECTOR, stage.SUPERVISION_MEMBER, stage.SECRETARY)
    with day(MONDAY):
        assert marks(answer(row, DIRECTOR)) == {"by_another"}


def test_an_officer_of_the_street_does_not_rule_on_an_appeal_of_their_own() -> None:
    row = appealed(lives_here(STREET))
    with day(MONDAY):
        assert not asked(STREET, row, RULE)
        assert asked(INSPECTOR, row, RULE)
        with pytest.raises(FactsError, match="outcome"):
            rule(row, STREET)
        assert not marks(rule(row, INSPECTOR))


def test_with_nobody_else_to_rule_the_ruling_says_so() -> None:
    row = appealed(lives_here(STREET))
    vacate(INSPECTOR)
    with day(MONDAY):
        assert asked(STREET, row, RULE)
        assert marks(rule(row, STREET)) == {"by_another"}
