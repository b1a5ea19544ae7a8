"""A correction of what was in time is not late because its day is written on it once more; one of what came late, of
another day or of a bare title is."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.disclosure.models import Publication
from sunward.record.queries import journal
from tests.disclosure.scenes import MONDAY, day, post
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
BUDGET: dict[str, Any] = {"item": "budget", "title": "年度预算", "event_on": MONDAY}
LATER = MONDAY + timedelta(days=24)


def corrected(row: Publication, on: date = LATER, **facts: Any) -> Publication:
    given = BUDGET | {"title": "年度预算（更正）", "text": "收入三万五", "corrects": row.number} | facts
    return post(on, **given)


def is_late(row: Publication) -> bool:
    """By its entry and by its page, which say the same."""
    entry = next(entry for entry in journal(CODE) if entry.result == row.ref)
    marked = any(found.rule == "posted_in_time" and found.breach for found in entry.findings)
    with day(LATER):
        page = " ".join(strip_tags(Client().get(f"/en/c/{CODE}/publications/{row.number}/").content.decode()).split())
    assert ("days late" in page) == marked, page
    return marked


def test_a_correction_with_its_day_typed_again_is_not_late() -> None:
    first = post(MONDAY, text="收入三万", **BUDGET)
    assert first.due_by
    again = corrected(first)
    assert not is_late(again)
    assert not is_late(corrected(again, text="收入三万六")), "nor is the correction of the correction"


def test_left_empty_it_reads_the_same() -> None:
    assert not is_late(corrected(post(MONDAY, text="收入三万", **BUDGET), event_on=None))


def test_what_came_late_stays_late_when_it_is_corrected() -> None:
    first = post(LATER - timedelta(days=2), text="收入三万", **BUDGET)
    assert is_late(first)
    assert is_late(corrected(first))


def test_a_title_alone_had_not_been_in_time() -> None:
    assert is_late(corrected(post(MONDAY, **BUDGET)))


def test_under_the_name_of_a_correction_nothing_else_is_in_time() -> None:
    first = post(MONDAY, text="收入三万", **BUDGET)
    assert is_late(corrected(first, event_on=MONDAY + timedelta(days=2))), "of another day"
    lease = post(MONDAY, text="租约一份")
    assert is_late(corrected(lease)), "of another item"
