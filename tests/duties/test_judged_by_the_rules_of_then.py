"""A change of the rules that is voted in order moves no day that was over before it: what was missed stays missed."""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.disclosure import queries as disclosure
from sunward.duties import queries as duties
from sunward.kernel import clock
from tests.charter.amendments import change, in_force
from tests.disclosure.scenes import post
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
NOW = date(2026, 8, 20)
SINCE = NOW + timedelta(days=3)
LATER = SINCE + timedelta(days=1)


def lapses(on: date) -> set[tuple[str, date]]:
    return {(str(one.title), one.due_on) for one in (*disclosure.overdue(CODE, on), *duties.overdue(CODE, on))}


def voted(path: str, value: Any) -> None:
    with clock.moved_to(clock.moment(NOW)):
        in_force(change(path, value), since=SINCE)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("disclosure.collective_accounts.by.months_after", 6), ("duties.monthly_statement.due.months_after", 6),
        ("duties.monthly_statement.due.day", "last"),
    ],
)  # fmt: skip
def test_what_was_overdue_before_a_change_is_overdue_after_it(path: str, value: Any) -> None:
    """Failed before: five of six bank statements that nobody had entered vanished, and so did a quarter's accounts."""
    before = lapses(NOW)
    assert before
    voted(path, value)
    assert before <= lapses(LATER)


def test_what_ends_after_the_change_goes_by_the_new_rules() -> None:
    voted("duties.monthly_statement.due.months_after", 2)
    rows = duties.calendar(CODE, date(2026, 7, 1), date(2026, 11, 30), LATER)
    due = {row.period: row.due_on for row in rows if row.duty == "monthly_statement"}
    assert (due["2026-07"], due["2026-08"]) == (date(2026, 8, 15), date(2026, 10, 15))


def test_a_quarter_that_was_posted_stays_posted_whatever_its_days_become() -> None:
    post(
        date(2026, 7, 10),
        item="collective_accounts",
        title="二季度集体账目",
        text="收入 1200 元",
        event_on="2026-06-30",
    )
    owed = {one.label for one in _item().missed}
    assert "2026-Q2" not in owed
    voted("disclosure.collective_accounts.by.months_after", 6)
    assert {one.label for one in _item().missed} == owed


def _item() -> disclosure.CatalogueItem:
    return next(one for one in disclosure.catalogue_items(CODE, LATER) if one.key == "collective_accounts")


def test_what_was_shown_to_fewer_than_the_rules_asked_for_stays_owed() -> None:
    """Failed before: whom a posting has to reach was read from the rules of the day on which one asks."""
    shown = {"item": "quarterly_accounts", "event_on": date(2026, 6, 30), "audience": "residents"}
    post(date(2026, 7, 5), title="给居民看", text="收入三万元，支出两万元", **shown)
    before = _missed("quarterly_accounts", NOW)
    assert "2026-Q2" in before
    voted("disclosure.quarterly_accounts.audience", "residents")
    assert before <= _missed("quarterly_accounts", LATER)


def _missed(item: str, on: date) -> set[str]:
    (row,) = [one for one in disclosure.catalogue_items(CODE, on) if one.key == item]
    return {one.label for one in row.missed}
