"""Matters, register and overdue cost the same number of queries whether there is one row or many."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.decisions import queries
from tests import stage
from tests.decisions.scenes import MEETING, OPENED, decided, open_matter, post_resolution, report

pytestmark = pytest.mark.django_db
LATER = MEETING + timedelta(days=20)


def cost(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert read()
    return len(asked)


def one_of_each() -> None:
    """A decided and posted matter, one decided and not posted, one under way."""
    post_resolution(decided(), LATER - timedelta(days=3))
    decided(notice=4)
    report(open_matter(), "proposal", OPENED)


READS: dict[str, Callable[[], Any]] = {
    "matters": lambda: queries.matters(stage.CODE, LATER),
    "register": lambda: queries.register(stage.CODE, LATER),
    "overdue": lambda: queries.overdue(stage.CODE, LATER),
    "needs_say": lambda: queries.needs_say(stage.CODE, LATER),
}


@pytest.mark.parametrize("name", READS)
def test_three_times_the_rows_cost_what_one_does(community: str, name: str) -> None:
    one_of_each()
    one = cost(READS[name])
    for _time in range(2):
        one_of_each()
    assert cost(READS[name]) == one <= 10


def test_a_matters_page_costs_the_same_with_more_reports(community: str) -> None:
    matter = decided().matter
    one = cost(lambda: queries.matter_page(matter.number, LATER))
    for days in range(3):
        report(matter, "execution", MEETING + timedelta(days=days + 1))
    assert cost(lambda: queries.matter_page(matter.number, LATER)) == one <= 12


def test_a_page_continues_where_the_last_one_ended(community: str) -> None:
    numbers = [open_matter().number for _row in range(5)][::-1]
    first = queries.matters(community, LATER, limit=2)
    second = queries.matters(community, LATER, before=first[-1].key, limit=2)
    assert [card.number for card in (*first, *second)] == numbers[:4]
