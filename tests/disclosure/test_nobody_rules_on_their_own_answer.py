"""Whoever answered an objection, the person or the post, does not rule on the appeal of that answer.

Failed before: where the list of powers of then gave somebody the answer, and that of now the ruling, one person did
both, and no mark said so; and so did a post to which one list gave both.
"""

from datetime import timedelta

import pytest

from sunward.disclosure import queries
from sunward.disclosure.models import Objection
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from tests import stage
from tests.charter import next_versions
from tests.disclosure.scenes import MONDAY, day, objection, post, resident
from tests.disclosure.test_an_open_objection_keeps_its_rules import (
    LATER,
    OF_STREET,
    OWN,
    SINCE,
    Body,
    Case,
    changed,
    to_the_committee,
)
from tests.disclosure.test_nobody_answers_their_own_objection import RULE, STREET, asked, vacate
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, INSPECTOR

pytestmark = pytest.mark.usefixtures("community")
TITLES = "街道办主任", "街道纪检干部"


def to_the_director(body: Body) -> None:
    body["powers"]["street_rule_on_appeal"].update(held_by=[DIRECTOR])


def to_both(body: Body) -> None:
    body["powers"]["street_rule_on_appeal"].update(held_by=[DEPUTY, DIRECTOR])


class Owned(Case):
    """Made since: whoever owns the posting, the deputy director, answers by the same list as rules."""

    def __init__(self) -> None:
        self.by = resident()
        self.row = objection(post(LATER), self.by, LATER)


def appealed(case: Case, by: str = DEPUTY) -> None:
    case.answered(by)
    case.appealed()


def refused(case: Case, office: str = DEPUTY) -> str:
    """What is said to whoever holds the office, and it is not on their desk."""
    assert not asked(office, case.row, RULE, LATER)
    with pytest.raises(FactsError) as said:
        case.ruled(office)
    return str(said.value.errors["outcome"][0])


def owed_by(case: Case) -> list[str]:
    late = queries.overdue(CODE, LATER + timedelta(days=60))
    return [one.owner_post for one in late if one.subject == case.row.ref]


def marks(done: Done) -> set[str]:
    return stage.marks(done) & {"ruled_by_another"}


def test_not_by_two_lists_of_powers() -> None:
    """Neither list lets one post do both; the street's two posts are empty for a while."""
    case = Case()
    with day(MONDAY + timedelta(days=1)):
        next_versions.in_force(lambda body: body["powers"]["answer_objection"].update(held_by=[CLERK]), SINCE, pack=OWN)
    with day(MONDAY + timedelta(days=2)):
        next_versions.in_force(to_the_director, SINCE, pack=OF_STREET)
    with day(LATER):
        appealed(case, DIRECTOR)
        vacate(STREET, INSPECTOR)
        said = refused(case, DIRECTOR)
        assert "答复异议的人" in said
        assert all(title in said for title in TITLES), said
        assert owed_by(case) == [STREET]


def test_nor_after_an_answer_of_before_the_change() -> None:
    case = Case()
    with day(MONDAY + timedelta(days=1)):
        case.answered(DIRECTOR)
    changed(to_the_director, OF_STREET)
    with day(LATER):
        case.appealed()
        vacate(STREET, INSPECTOR)
        refused(case, DIRECTOR)


def test_another_of_the_same_list_rules_unmarked() -> None:
    changed(to_both, OF_STREET)
    with day(LATER):
        case = Owned()
        appealed(case)
        assert "由主任裁定" in refused(case)
        assert asked(DIRECTOR, case.row, RULE, LATER)
        assert owed_by(case) == [DIRECTOR]
        assert not marks(case.ruled(DIRECTOR))


def test_nor_does_the_next_in_that_post() -> None:
    changed(to_both, OF_STREET)
    with day(LATER):
        case = Owned()
        appealed(case)
        vacate(DEPUTY)
        clerk, facts = stage.holder(CODE, CLERK), {"post": DEPUTY, "person": resident("吴秋")}
        perform("registry.appoint", by=clerk, post=CLERK, subject=stage.here(), facts=facts, key=new_id())
        refused(case)


def test_the_only_ruler_of_the_rule_book_rules_and_is_marked() -> None:
    changed(to_the_committee, OF_STREET)
    with day(LATER):
        case = Owned()
        appealed(case)
        assert asked(DEPUTY, case.row, RULE, LATER)
        assert owed_by(case) == [DEPUTY]
        assert marks(case.ruled(DEPUTY)) == {"ruled_by_another"}


def test_where_the_old_list_has_nobody_else_those_of_today_rule() -> None:
    """By the rules of then the deputy director alone rules, who answers too; since then the director does."""
    changed(to_the_committee, OF_STREET)
    with day(LATER):
        case = Owned()
        next_versions.in_force(to_the_director, SINCE + timedelta(days=14), pack=OF_STREET)
    on = SINCE + timedelta(days=15)
    with day(on):
        appealed(case)
        assert asked(DIRECTOR, case.row, RULE, on)
        assert not marks(case.ruled(DIRECTOR))
    assert Objection.objects.get(pk=case.row.pk).ruled_on == on


def test_the_list_of_then_is_that_which_the_objection_keeps() -> None:
    """Failed before: of one that was found to be from before its entry the old list's empty posts were waited for."""
    case = Case()
    changed(to_the_committee, OF_STREET)
    with day(LATER):
        with door_open():
            Objection.objects.filter(pk=case.row.pk).update(entered_as_of=LATER)
        appealed(case)
        vacate(STREET, INSPECTOR)
        assert marks(case.ruled(DEPUTY)) == {"ruled_by_another"}
