"""A mistyped year, a wrong item and a bare title settle nothing that is owed every quarter."""

from datetime import date
from typing import Any

import pytest

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.duties.models import Evidence
from sunward.duties.queries import calendar
from sunward.duties.queries import overdue as duties_overdue
from sunward.duties.subscribers import note_evidence
from sunward.kernel.events import ActPerformed, subscribe
from sunward.kernel.facts import FactsError
from sunward.record.queries import journal
from tests import stage
from tests.disclosure.scenes import day, post

pytestmark = pytest.mark.django_db
JUNE, POSTED, LATER = date(2026, 6, 30), date(2026, 7, 3), date(2026, 8, 20)
ITEMS = ("party_work", "quarterly_accounts")  # the second is watched by a duty
KNOWN = {"title": "二季度", "text": "收入三万，支出两万。"}


@pytest.fixture(autouse=True)
def wired(community: str) -> None:
    subscribe(ActPerformed, note_evidence)


def down(row: Publication, on: date) -> None:
    with day(on):
        stage.act("disclosure.take_down", stage.CLERK, row.ref, reason="选错了项目")


def owed(item: str, on: date = LATER) -> bool:
    """Whether the second quarter is overdue: in the catalogue, and by the duty where one watches it."""
    (seen,) = (one for one in queries.catalogue_items(stage.CODE, on) if one.key == item)
    late = seen.overdue_since == date(2026, 7, 15)
    if item == "quarterly_accounts":
        listed = any(one.subject.id.endswith("quarterly_accounts/2026-Q2") for one in duties_overdue(stage.CODE, on))
        assert listed == late
    return late


@pytest.mark.parametrize("event_on", [date(2036, 6, 30), date(2026, 7, 4)])
def test_what_happened_did_not_happen_after_its_posting(event_on: date) -> None:
    """Before, a mistyped year read "posted in time", and the item was not overdue for ten years."""
    with pytest.raises(FactsError, match="核对年份|year right"):
        post(POSTED, item="party_work", event_on=event_on, **KNOWN)
    with pytest.raises(FactsError, match="核对年份|year right"):
        post(POSTED, item="party_work", event_on=POSTED, posted_on=JUNE, **KNOWN)
    assert owed("party_work")


@pytest.mark.parametrize("item", ITEMS)
def test_a_far_last_day_that_was_typed_settles_no_later_quarter(item: str) -> None:
    """As entries made before stand in the table, too: no posting was due later than what ends on its day."""
    post(POSTED, item=item, due_by=date(2036, 7, 15), **KNOWN)
    (seen,) = (one for one in queries.catalogue_items(stage.CODE, date(2027, 2, 1)) if one.key == item)
    assert [one.due_on for one in seen.missed] == [date(2026, 10, 15), date(2027, 1, 15)]


@pytest.mark.parametrize("item", ITEMS)
def test_posted_under_the_wrong_item_it_settles_nothing(item: str) -> None:
    """Before, the wrong item and the quarterly duty counted as done."""
    wrong = post(POSTED, item=item, event_on=JUNE, title="清溪路18号房屋出租", text="租约")
    assert not owed(item)
    down(wrong, POSTED)
    post(POSTED, item="leases", corrects=wrong.number, title="清溪路18号房屋出租", text="租约")
    assert owed(item)
    late = post(LATER, item=item, event_on=JUNE, **KNOWN)
    assert not owed(item)
    if item == "quarterly_accounts":
        (row,) = (
            one for one in calendar(stage.CODE, POSTED, LATER, LATER) if one.ref.id == "quarterly_accounts/2026-Q2"
        )
        entry = next(one for one in journal(stage.CODE) if one.result == late.ref)
        assert (row.state, row.entry) == ("met_late", entry.ref)


@pytest.mark.parametrize("item", ITEMS)
def test_taken_down_early_it_is_owed_until_it_is_posted_again(item: str) -> None:
    first = post(POSTED, item=item, event_on=JUNE, **KNOWN)
    down(first, date(2026, 7, 4))
    assert owed(item)
    assert not owed(item, POSTED)  # what was on that day is not told anew
    post(date(2026, 8, 1), item=item, corrects=first.number, **KNOWN)
    assert not owed(item)


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("event", [{}, {"event_on": JUNE}])
def test_a_correction_under_the_same_item_leaves_it_done_and_does_no_second_quarter(
    item: str, event: dict[str, Any]
) -> None:
    """Before, a correction that named no day counted as evidence for an earlier quarter."""
    first = post(POSTED, item=item, event_on=JUNE, **KNOWN)
    post(date(2026, 7, 20), item=item, corrects=first.number, title="二季度", text="收入三万一，支出两万。", **event)
    assert not owed(item)
    if item == "quarterly_accounts":
        assert [row.period for row in Evidence.objects.filter(duty=item)] == ["2026-Q2"]
        (row,) = (one for one in calendar(stage.CODE, POSTED, LATER, LATER) if one.ref.id == f"{item}/2026-Q2")
        assert row.state == "met"


def test_corrected_for_the_right_quarter_it_settles_that_one() -> None:
    wrong = post(date(2026, 10, 3), item="quarterly_accounts", event_on=JUNE, **KNOWN)
    september = date(2026, 9, 30)
    post(date(2026, 10, 4), item="quarterly_accounts", event_on=september, corrects=wrong.number, **KNOWN)
    found = calendar(stage.CODE, POSTED, date(2026, 10, 31), date(2026, 10, 31))
    states = {one.period: one.state for one in found if one.duty == "quarterly_accounts"}
    assert states == {"2026-Q2": "overdue", "2026-Q3": "met"}


@pytest.mark.parametrize("item", ITEMS)
def test_a_title_alone_is_not_the_quarter(item: str) -> None:
    """Before, it was: in the catalogue and as evidence of the duty."""
    bare = post(POSTED, item=item, title="二季度收支明细", event_on=JUNE)
    entry = next(one for one in journal(stage.CODE) if one.result == bare.ref)
    assert "posting_says_something" in {found.rule for found in entry.findings if found.breach}
    assert owed(item)
    post(date(2026, 7, 10), item=item, corrects=bare.number, event_on=JUNE, **KNOWN)
    assert not owed(item)


def test_what_is_posted_says_nothing_of_a_quarter_that_still_runs() -> None:
    """Seen before: accounts posted on 3 July “of 3 July” met the third quarter's duty; the second's, posted afterwards,
    met another, and in November nothing was overdue."""
    item = "quarterly_accounts"
    post(POSTED, item=item, event_on=POSTED, **KNOWN)
    post(date(2026, 7, 21), item=item, event_on=JUNE, **KNOWN)
    november = date(2026, 11, 2)
    late = [one.subject.id for one in duties_overdue(stage.CODE, november)]
    assert any(one.endswith("quarterly_accounts/2026-Q3") for one in late)
    assert not any(one.endswith("quarterly_accounts/2026-Q2") for one in late)
