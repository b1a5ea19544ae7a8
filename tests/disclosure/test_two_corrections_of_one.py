"""Two corrections of one posting, and the second was taken down as wrong: the quarter was overdue again, and what was
posted next was said to follow days on which nothing hung, although the first correction hung all the while."""

from datetime import date

import pytest

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.record.models import Journal
from tests import stage
from tests.disclosure.scenes import day, post
from tests.disclosure.test_catalogue import DONE, item
from tests.stage import CLERK, CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
FIRST, DUE, AFTER = date(2026, 7, 10), date(2026, 7, 15), date(2026, 7, 22)


def quarter(on: int, words: str = "", corrects: Publication | None = None) -> Publication:
    """What the party did from April to June, posted on a day of July."""
    said = {"corrects": corrects.number} if corrects else {"event_on": date(2026, 6, 30)}
    return post(date(2026, 7, on), item="party_work", title="二季度党组织工作", text=DONE + words, **said)


def down(row: Publication, on: int) -> None:
    with day(date(2026, 7, on)):
        stage.act("disclosure.take_down", CLERK, row.ref, reason="登错了")


def gap() -> str:
    """The days without anything that the newest posting is marked with; empty where it is not."""
    row = Journal.objects.filter(act="disclosure.publish").latest("id")
    return "".join(one["actual"] for one in row.findings if one["rule"] == "hung_without_a_gap")


def overdue() -> list[str]:
    found = queries.overdue(CODE, AFTER)
    return [str(one.subject) for one in found if "party_work" in str(one.subject)]


@pytest.mark.parametrize("second", [True, False])
def test_one_of_them_still_says_it(second: bool) -> None:
    first = quarter(10)
    both = quarter(16, "一", first), quarter(17, "二", first)
    down(both[second], 18)
    assert item("party_work", AFTER).overdue_since is None
    assert overdue() == []
    quarter(21, "三", first)
    assert gap() == ""


def test_also_where_it_was_corrected_in_its_turn() -> None:
    first = quarter(10)
    again = quarter(17, "二", quarter(16, "一", first))
    down(quarter(18, "三", first), 19)
    assert item("party_work", AFTER).overdue_since is None
    down(again, 20)
    assert item("party_work", AFTER).overdue_since == DUE


@pytest.mark.parametrize("forked", [True, False])
def test_with_every_correction_down_it_is_owed_again(forked: bool) -> None:
    """And so where the second took the place of the first, which was wrong itself."""
    first = quarter(10)
    one = quarter(16, "一", first)
    two = quarter(17, "二", first if forked else one)
    if forked:
        down(one, 18)
    down(two, 18)
    assert item("party_work", AFTER).overdue_since == DUE
    assert overdue()


def test_the_gap_begins_with_the_last_day_on_which_one_of_them_hung() -> None:
    first = quarter(10)
    down(first, 11)
    one, two = quarter(11, "一", first), quarter(11, "二", first)
    down(two, 12)
    down(one, 16)
    quarter(22, "三", first)
    assert gap() == "5"


def test_what_hangs_itself_left_no_gap() -> None:
    """Its correction alone had been taken down."""
    first = quarter(10)
    down(quarter(11, "一", first), 12)
    quarter(17, "二", first)
    assert gap() == ""
