"""The accounts were for the residents alone, and were posted to them. From the next version on they are for everyone:
of the last posting the catalogue says when it was, and for whom.

Failed before: the catalogue said that they had never been posted, or named an older posting as the last.
"""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.disclosure.queries import CatalogueItem
from tests.charter import next_versions
from tests.charter.amendments import written_otherwise
from tests.disclosure.scenes import post
from tests.money.cases import on
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
FIRST, SINCE = date(2026, 4, 10), date(2026, 5, 4)
LATER = SINCE + timedelta(days=3)
ACCOUNTS = "quarterly_accounts"


def for_whom(audience: str) -> Callable[[dict[str, Any]], None]:
    """The rule book says so of the accounts."""

    def changed(body: dict[str, Any]) -> None:
        body["disclosure"][ACCOUNTS]["audience"] = audience

    return changed


def posted(day: date, audience: str) -> Publication:
    return post(day, item=ACCOUNTS, title="一季度收支", text="见表。", audience=audience, event_on=date(2026, 3, 31))


def item(day: date) -> CatalogueItem:
    return next(each for each in queries.catalogue_items(CODE, day) if each.key == ACCOUNTS)


def reads(path: str, language: str = "en") -> str:
    with on(LATER):
        page = Client().get(f"/{language}/c/{CODE}/{path}").content.decode()
    return " ".join(unescape(strip_tags(page)).split())


def widened() -> None:
    """From the residents to everyone."""
    written_otherwise(for_whom("residents"))
    with on(FIRST + timedelta(days=5)):
        next_versions.in_force(for_whom("everyone"), SINCE, pack="demo-xiangyang")


def test_what_was_for_fewer_by_the_rules_of_then_is_the_last_and_says_so() -> None:
    widened()
    row = posted(FIRST, "residents")
    assert (item(LATER).last, item(LATER).last_for, item(LATER).last_to_fewer) == (row.number, "residents", True)
    assert "10 Apr, for the residents alone, as was asked then" in reads("catalogue/")
    assert "只向本社区居民公开，当时的规则这样要求" in reads("catalogue/", "zh")
    with on(LATER):
        rows = Client().get(f"/en/c/{CODE}/data/catalogue.json").json()["rows"]
    assert [one["last_audience"] for one in rows if one["key"] == ACCOUNTS] == ["residents"]


def test_an_older_one_for_everyone_is_not_called_the_last() -> None:
    widened()
    posted(FIRST - timedelta(days=3), "everyone")
    row = posted(FIRST, "residents")
    assert (item(LATER).last, item(LATER).last_to_fewer) == (row.number, True)


def test_once_it_was_posted_to_everyone_that_is_the_last() -> None:
    widened()
    posted(FIRST, "residents")
    row = posted(SINCE, "everyone")
    assert (item(LATER).last, item(LATER).last_to_fewer) == (row.number, False)
    assert "as was asked then" not in reads("catalogue/")


def test_to_fewer_than_the_rules_of_its_own_day_asked_it_does_not_count() -> None:
    """Shown to fewer, the item is still owed."""
    widened()
    posted(SINCE, "residents")
    assert item(LATER).last == ""


def test_what_was_corrected_since_is_not_the_last() -> None:
    widened()
    first = posted(FIRST, "residents")
    row = post(FIRST + timedelta(days=1), item=ACCOUNTS, title="一季度收支", text="更正。", audience="residents",
               event_on=date(2026, 3, 31), corrects=first.number)  # fmt: skip
    assert item(LATER).last == row.number
