"""A list costs the same number of queries whether it has one row or many."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.disclosure import queries
from tests import stage
from tests.disclosure.scenes import ANYONE, MONDAY, objection, post, resident

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=20)


def cost(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert read()
    return len(asked)


READS: dict[str, Callable[[], Any]] = {
    "publications": lambda: queries.publications(ANYONE, LATER),
    "open_for_objection": lambda: queries.open_for_objection(stage.CODE, MONDAY),
    "waiting_objections": lambda: queries.waiting_objections(ANYONE, LATER),
    "overdue": lambda: queries.overdue(stage.CODE, LATER),
}


@pytest.mark.parametrize("name", READS)
def test_three_rows_cost_what_one_does(community: str, name: str) -> None:
    one_by = resident()
    objection(post(MONDAY), one_by, MONDAY)
    one = cost(READS[name])
    for _row in range(2):
        objection(post(MONDAY), one_by, MONDAY)
    assert cost(READS[name]) == one <= 16


def test_a_page_continues_where_the_last_one_ended(community: str) -> None:
    numbers = [post(MONDAY).number for _row in range(5)][::-1]
    first = queries.publications(ANYONE, LATER, limit=2)
    second = queries.publications(ANYONE, LATER, before=first[-1].key, limit=2)
    assert [card.number for card in (*first, *second)] == numbers[:4]


def test_nothing_is_counted(community: str) -> None:
    post(MONDAY)
    with CaptureQueriesContext(connection) as asked:
        queries.publications(ANYONE, LATER)
        queries.overdue(stage.CODE, LATER)
    assert not [query["sql"] for query in asked if "COUNT(" in query["sql"].upper()]
