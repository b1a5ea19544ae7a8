"""An objection that was right asks for a corrected posting, by a day."""

from datetime import timedelta

import pytest

from sunward.disclosure import queries
from sunward.kernel.overdue import Overdue
from tests import stage
from tests.disclosure.scenes import ANYONE, MONDAY, answer, objection, post, resident

pytestmark = pytest.mark.django_db
FRIDAY, NEXT_FRIDAY = MONDAY + timedelta(days=4), MONDAY + timedelta(days=11)


def owed(number: str, days: int) -> list[Overdue]:
    found = queries.overdue(stage.CODE, MONDAY + timedelta(days=days))
    return [item for item in found if item.subject.id == number]


def test_it_is_owed_within_five_working_days_and_met_by_the_corrected_posting(community: str) -> None:
    row = post(MONDAY)
    against = answer(objection(row, resident(), MONDAY), "partly", FRIDAY)
    view = queries.objection(against.number, ANYONE, FRIDAY)
    assert view
    assert view.correction
    assert (view.correction.due_on, view.correction.source) == (NEXT_FRIDAY, "柳河街道社区议事规则 第十八条")
    assert owed(against.number, 11) == []
    assert [item.days_late for item in owed(against.number, 14)] == [3]
    newer = post(MONDAY + timedelta(days=15), corrects=row.number)
    assert owed(against.number, 15) == []
    settled = queries.objection(against.number, ANYONE, MONDAY + timedelta(days=15))
    assert settled
    assert (settled.corrected_by, settled.correction) == (newer.number, None)
    assert queries.newest_of(row.number) == newer.number


def test_an_objection_that_was_wrong_asks_for_nothing(community: str) -> None:
    against = answer(objection(post(MONDAY), resident(), MONDAY), "not_upheld", FRIDAY)
    assert owed(against.number, 60) == []


def test_the_correction_of_a_correction_is_the_newest(community: str) -> None:
    first = post(MONDAY)
    second = post(MONDAY, corrects=first.number)
    third = post(MONDAY, corrects=second.number)
    assert {queries.newest_of(row.number) for row in (first, second, third)} == {third.number}
