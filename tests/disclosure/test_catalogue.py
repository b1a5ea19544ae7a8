"""The catalogue says what must be published, to whom, how often, when it last was and when it is next due."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.charter.engine import load_charter
from sunward.charter.engine.duties import PERIODS, STREAMS, Due
from sunward.disclosure import queries
from sunward.disclosure.periods import missed, next_end
from sunward.disclosure.queries import CatalogueItem
from tests import stage
from tests.disclosure.scenes import post

PACKS = Path(__file__).parents[2] / "charters"
DONE = "做了三件事。"
DEMOS = ("demo-xiangyang", "demo-heping", "demo-guangming")


def item(key: str, on: date) -> CatalogueItem:
    return next(each for each in queries.catalogue_items(stage.CODE, on) if each.key == key)


@pytest.mark.django_db
def test_every_stream_has_items_and_every_item_a_stream(community: str) -> None:
    items = queries.catalogue_items(community, date(2026, 3, 2))
    assert {each.stream for each in items} >= set(STREAMS)
    assert all(queries.items_of(items, stream) for stream in STREAMS)
    assert sum(len(queries.items_of(items, stream)) for stream in STREAMS) == len(items)


@pytest.mark.django_db
def test_a_quarterly_item_is_due_published_and_due_again(community: str) -> None:
    before = item("party_work", date(2026, 7, 1))
    assert (before.next_due, before.overdue_since, before.last) == (date(2026, 7, 15), None, "")
    late = item("party_work", date(2026, 7, 20))
    assert (late.overdue_since, late.next_due) == (date(2026, 7, 15), date(2026, 10, 15))
    row = post(date(2026, 7, 21), item="party_work", title="二季度党组织工作", text=DONE, event_on=date(2026, 6, 30))
    done = item("party_work", date(2026, 7, 22))
    assert (done.overdue_since, done.last, done.next_due) == (None, row.number, date(2026, 10, 15))


@pytest.mark.django_db
def test_published_before_its_day_the_next_one_is_due(community: str) -> None:
    post(date(2026, 7, 3), item="party_work", title="二季度党组织工作", text=DONE, event_on=date(2026, 6, 30))
    assert item("party_work", date(2026, 7, 4)).next_due == date(2026, 10, 15)


@pytest.mark.django_db
def test_a_missed_item_is_overdue_once_whether_a_duty_watches_it_or_not(community: str) -> None:
    found = [str(one.subject) for one in queries.overdue(community, date(2026, 7, 20))]
    assert f"disclosure_item:{community}/party_work" in found
    assert f"disclosure_item:{community}/quarterly_accounts" not in found  # its duty says so


@pytest.mark.parametrize("pack", DEMOS)
def test_the_demo_rule_books_put_every_item_somewhere(pack: str) -> None:
    charter = load_charter(
        [PACKS / name for name in ("demo-liuhe-street", "demo-liuhe-assemblies", pack)], date(2026, 3, 2)
    )
    assert all(entry.stream in STREAMS for entry in charter.disclosure.values())


days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
dues = st.builds(Due, st.integers(0, 12), st.integers(1, 31))


@given(days, st.sampled_from(sorted(PERIODS.values())), dues)
def test_the_next_due_day_is_the_first_that_has_not_passed(on: date, months: int, due: Due) -> None:
    following = due.on(next_end(on, months, due))
    passed = [one.due_on for one in missed(on, months, due, date(2017, 1, 1))][-2:]
    assert following >= on
    assert all(day < on for day in passed)
    assert due.on(next_end(following, months, due, after=True)) > following
    if passed:
        assert (following - passed[-1]).days <= 31 * months + 31
