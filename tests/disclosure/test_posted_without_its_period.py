"""What is owed every quarter and posted without its period is for the one that ended last, and late by its day: on its
page, in the list, in its entry and in the open data."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.duties.queries import calendar
from sunward.duties.subscribers import note_evidence
from sunward.kernel.events import ActPerformed, subscribe
from sunward.record.models import Journal
from tests import stage
from tests.disclosure.scenes import MONDAY, day, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
JUNE, DUE, LATE = date(2026, 6, 30), date(2026, 7, 15), date(2026, 9, 10)
QUARTER = ("2026-Q2", JUNE, DUE, LATE)
HALF_YEAR = ("2026-H2", date(2026, 12, 31), date(2027, 1, 15), date(2027, 3, 13))
KNOWN = {"title": "二季度", "text": "收入三万元，支出两万元"}


def found_in_time() -> list[tuple[bool, str]]:
    """What the newest entry says of its being in time, and by which day."""
    row = Journal.objects.filter(act="disclosure.publish").latest("id")
    return [(one["ok"], one["required"]) for one in row.findings if one["rule"] == "posted_in_time"]


def missed(item: str, on: date = LATE) -> list[str]:
    (seen,) = (one for one in queries.catalogue_items(stage.CODE, on) if one.key == item)
    return [one.label for one in seen.missed]


def said(client: Client, path: str) -> str:
    return unescape(strip_tags(client.get(f"/en/c/{stage.CODE}/{path}").content.decode()))


@pytest.mark.parametrize(
    ("item", "period"), [("party_work", QUARTER), ("quarterly_accounts", QUARTER), ("power_list", HALF_YEAR)]
)
def test_what_was_overdue_is_posted_and_says_how_late(
    item: str, period: tuple[str, date, date, date], client: Client
) -> None:
    """Seen before: overdue since July, posted in September with the field left empty, and nowhere late."""
    label, end, due, on = period
    assert label in missed(item, on)
    row = post(on, item=item, **KNOWN)
    assert (row.due_by, found_in_time()) == (due, [(False, f"<= {due}")])
    assert label not in missed(item, on)
    with day(on):
        for path in (f"publications/{row.number}/", "publications/"):
            assert "posted 57 days late" in said(client, path)
        (told,) = client.get(f"/en/c/{stage.CODE}/data/publications.json").json()["rows"]
    assert told["days_late"] == 57
    assert post(on, item=item, event_on=end, **KNOWN).due_by == due, "as with the period typed"


def test_the_entry_tells_the_period_and_the_duty_counts_the_same() -> None:
    subscribe(ActPerformed, note_evidence)
    post(LATE, item="quarterly_accounts", **KNOWN)
    assert Journal.objects.filter(act="disclosure.publish").latest("id").public["event_on"] == str(JUNE)
    found = [one for one in calendar(stage.CODE, DUE, LATE, LATE) if one.ref.id == "quarterly_accounts/2026-Q2"]
    assert [one.state for one in found] == ["met_late"]


def test_entered_weeks_later_it_goes_by_the_day_of_its_entry() -> None:
    with day(LATE):
        row = post(LATE, item="party_work", posted_on=date(2026, 7, 3), **KNOWN)
    assert (row.due_by, found_in_time()) == (DUE, [(False, f"<= {DUE}")])


def test_in_time_without_its_period_it_is_in_time() -> None:
    row = post(date(2026, 7, 10), item="party_work", **KNOWN)
    assert (row.due_by, found_in_time()) == (DUE, [(True, f"<= {DUE}")])


@pytest.mark.parametrize("first", [{}, {"event_on": JUNE}])
def test_what_is_hung_once_more_settles_nothing_and_is_not_late(first: dict[str, Any]) -> None:
    post(date(2026, 7, 10), item="party_work", **KNOWN, **first)
    assert post(LATE, item="party_work", **KNOWN).due_by is None
    assert found_in_time() == []


def test_a_correction_under_the_same_item_is_for_the_quarter_of_the_first(client: Client) -> None:
    first = post(date(2026, 7, 10), item="party_work", **KNOWN)
    second: Publication = post(LATE, item="party_work", corrects=first.number, title="二季度", text="收入三万一")
    assert (second.due_by, found_in_time(), missed("party_work")) == (None, [], [])


def test_taken_down_early_and_posted_anew_it_is_late() -> None:
    first = post(date(2026, 7, 10), item="party_work", **KNOWN)
    with day(date(2026, 7, 11)):
        stage.act("disclosure.take_down", stage.CLERK, first.ref, reason="贴错了")
    assert missed("party_work") == ["2026-Q2"]
    assert post(LATE, item="party_work", **KNOWN).due_by == DUE
    assert missed("party_work") == []


def test_a_quarter_that_began_before_the_founding_was_never_owed() -> None:
    assert post(MONDAY, item="quarterly_accounts", **KNOWN).due_by is None
    assert post(date(2026, 4, 20), item="quarterly_accounts", **KNOWN).due_by is None


def test_a_day_that_was_typed_names_its_quarter_and_may_be_earlier() -> None:
    assert post(LATE, item="party_work", due_by=date(2026, 7, 5), **KNOWN).due_by == date(2026, 7, 5)
    assert post(LATE, item="power_list", due_by=date(2026, 12, 1), **KNOWN).due_by == date(2026, 12, 1), "never owed"
    assert post(LATE, item="quarterly_accounts", due_by=date(2026, 12, 1), **KNOWN).due_by == DUE


def test_what_is_posted_after_an_event_keeps_no_day_without_it() -> None:
    assert post(LATE, item="leases", title="清溪路18号房屋出租").due_by is None
