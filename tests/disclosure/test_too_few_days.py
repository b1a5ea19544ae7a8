"""The catalogue asks for ten days, and the clerk types one: short everywhere, until it is posted long enough."""

import json
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.html import strip_tags

from sunward.charter.engine import Duration
from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from tests import stage
from tests.disclosure.scenes import ANYONE, MONDAY, answer, day, objection, post, resident

pytestmark = pytest.mark.django_db
TEN = {"text": "月租 3800 元"}
FEW = "“清溪路18号房屋出租” was posted for too few days"


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def lines(on: date) -> list[tuple[str, date]]:
    return [(one.title.en, one.due_on) for one in queries.overdue(stage.CODE, on)]


def state(row: Publication, on: date) -> queries.PostingState:
    page = queries.publication(row.number, ANYONE, on)
    assert page
    return page.card.state


def shown(client: Client, path: str) -> str:
    return unescape(strip_tags(client.get(f"/en/c/{stage.CODE}/{path}").content.decode()))


@pytest.mark.parametrize("days", [0, 1])
def test_typed_too_short_it_says_so_everywhere_and_is_owed_again(community: str, client: Client, days: int) -> None:
    """Before: "on this page for its whole time", `whole_time` in the open data, and nothing overdue."""
    row = post(MONDAY, stays_up_days=days, **TEN)
    found = state(row, after(5))
    assert (found.short_by, found.finished, found.clears, found.word) == (10 - days, False, False, "short")
    assert lines(MONDAY) == [(FEW, MONDAY)]
    with day(after(5)):
        for path in (f"publications/{row.number}/", "publications/"):
            words = shown(client, path)
            assert f"its time is over · posted for {10 - days} days less than the rule asks" in words
            assert "whole time" not in words
        (data,) = json.loads(client.get(f"/en/c/{stage.CODE}/data/publications.json").content)["rows"]
        assert data["shown"] == "short"
    post(after(6), corrects=row.number, **TEN)
    assert lines(after(30)) == []
    assert state(row, after(30)).short_by == 10 - days  # for ever


def test_as_many_days_as_asked_or_more_are_not_short(community: str) -> None:
    for days in (10, 30):
        assert state(post(MONDAY, stays_up_days=days), after(40)).word == "whole_time"
    assert lines(after(40)) == []


def test_on_a_board_the_days_owed_are_those_of_the_catalogue(community: str) -> None:
    row = post(MONDAY, item="quarterly_accounts", title="一季度", text="收支", stays_up_days=0)
    board = state(row, after(1)).board
    assert board
    assert (board.days, board.of) == (0, 10)


def test_taken_down_and_posted_again_for_no_days_it_stays_overdue(community: str) -> None:
    """Before, a second posting for 0 days ended the line."""
    row = post(MONDAY, **TEN)
    with day(after(1)):
        stage.act("disclosure.take_down", stage.CLERK, row.ref, reason="风")
    again = post(after(2), corrects=row.number, stays_up_days=0, **TEN)
    assert lines(after(2)) == [(FEW, after(2))]
    post(after(7), corrects=again.number, **TEN)
    assert lines(after(30)) == []


def test_what_is_taken_down_after_too_few_typed_days_is_short_by_all_that_miss(community: str) -> None:
    row = post(MONDAY, stays_up_days=4, **TEN)
    with day(after(2)):
        done = stage.act("disclosure.take_down", stage.CLERK, row.ref, reason="风")
    assert done.entry.public["short_by_days"] == 8
    assert [found.rule for found in done.entry.findings if found.breach] == ["posting_stays_up"]
    found = state(row, after(3))
    assert (found.short_by, found.short_from_the_start) == (8, 6)


def corrected(of: Publication, on: date, words: str, **facts: Any) -> Publication:
    return post(on, corrects=of.number, text=words, **facts)


def test_a_correction_for_no_days_corrects_nothing(community: str) -> None:
    """Before, the objection's page read "corrected and posted again"."""
    row = post(MONDAY, **TEN)
    against = objection(row, resident(), after(1))
    answer(against, "upheld", after(2))
    short = corrected(row, after(3), "月租 4800 元", stays_up_days=0)
    late = [one for one in queries.overdue(stage.CODE, after(30)) if one.subject == Ref("objection", against.number)]
    assert late
    view = queries.objection(against.number, ANYONE, after(30))
    assert view
    assert view.correction
    assert view.corrected_by == ""
    true = corrected(short, after(31), "月租 4800 元")  # the same words as the short one: its second sheet
    view = queries.objection(against.number, ANYONE, after(31))
    assert view
    assert (view.correction, view.corrected_by) == (None, true.number)


def test_a_correction_that_was_taken_down_after_an_hour_corrects_nothing(community: str) -> None:
    row = post(MONDAY, **TEN)
    against = objection(row, resident(), after(1))
    answer(against, "upheld", after(2))
    short = corrected(row, after(3), "月租 4800 元")
    with day(after(3)):
        stage.act("disclosure.take_down", stage.CLERK, short.ref, reason="风")
    view = queries.objection(against.number, ANYONE, after(4))
    assert view
    assert view.corrected_by == ""
    true = corrected(short, after(5), "月租 4800 元")
    view = queries.objection(against.number, ANYONE, after(6))
    assert view
    assert view.corrected_by == true.number


def test_whoever_objects_within_the_days_asked_for_is_heard(community: str, client: Client) -> None:
    row = post(MONDAY, stays_up_days=1, **TEN)
    objection(row, resident(), after(6))
    assert state(row, after(7)).open_objections == 1
    with day(after(7)):
        page = client.get(f"/en/c/{stage.CODE}/publications/{row.number}/").content.decode()
    assert "<dt>Must hang until</dt><dd>12 Mar</dd>" in page


def test_paper_says_the_day_until_which_an_objection_is_heard(community: str, client: Client) -> None:
    """Seen before: "can object until 2 March" and "must hang until 2 March" on the sheet, 12 March on the page."""
    row = post(MONDAY, stays_up_days=0, **TEN)
    with day(MONDAY):
        sheet = " ".join(shown(client, f"publications/{row.number}/poster/").split())
    assert "must hang until 12 March 2026" in sheet
    assert "Until 12 March 2026, at the desk" in sheet
    assert "the rule asks for 10 days, it hangs for 0" in sheet


@pytest.mark.parametrize(("least", "heard"), [(0, False), (20, True)])
def test_whatever_waits_longer_hears_longer(community: str, least: int, heard: bool) -> None:
    """A payment that waits for ten days waits for whoever objects within them, however short it hung; and so does what
    is decided again: both ask the same day."""
    row = post(MONDAY, stays_up_days=12)
    objection(row, resident(), after(16))
    on = after(17)
    posting = queries.posting_of(row.about, on, "leases", Duration(least))
    assert posting
    assert (posting.state.open_objections == 1) is heard
    assert bool(queries.open_about([row.about], on, Duration(least))) is heard


def test_the_days_asked_for_are_the_same_for_what_is_decided_again(community: str) -> None:
    row = post(MONDAY, stays_up_days=3)
    objection(row, resident(), after(6))
    assert state(row, after(7)).open_objections == 1
    assert len(queries.open_about([row.about], after(7))) == 1


@pytest.mark.parametrize("item", ["party_work", "quarterly_accounts"])
def test_for_too_few_days_it_is_not_the_quarter(community: str, item: str) -> None:
    june, seen = date(2026, 6, 30), date(2026, 8, 20)

    def owed() -> bool:
        (one,) = (one for one in queries.catalogue_items(stage.CODE, seen) if one.key == item)
        return one.overdue_since == date(2026, 7, 15)

    row = post(date(2026, 7, 3), item=item, title="二季度", text="收支", event_on=june, stays_up_days=1)
    assert owed()
    post(date(2026, 7, 10), item=item, title="二季度", text="收支", corrects=row.number)
    assert not owed()


@pytest.mark.postgres
def test_the_database_refuses_to_lower_what_was_asked_for(community: str) -> None:
    row = post(MONDAY, stays_up_days=1)
    assert row.asked_days == 10
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=row.pk).update(asked_days=1)


def test_an_item_that_no_catalogue_knows_ends_nothing_for_no_days(community: str) -> None:
    """Seen before: a correction under an item of nobody's, for 0 days, read “corrected and posted again”."""
    row = post(MONDAY, stays_up_days=1, **TEN)
    again = post(after(2), corrects=row.number, item="nobodys_item", title="清溪路18号房屋出租", stays_up_days=0, **TEN)
    assert state(again, after(20)).short_by == 10
    assert [title for title, _day in lines(after(20))], "still owed"


def test_posted_again_under_another_item_it_is_still_owed(community: str) -> None:
    """Seen before: taken down early, posted again in full as a lease, and gone from what is overdue."""
    row = post(MONDAY, item="quarterly_accounts", title="一季度", text="收支")
    with day(after(1)):
        stage.act("disclosure.take_down", stage.CLERK, row.ref, reason="选错了项目")
    post(after(2), corrects=row.number, item="leases", title="一季度", text="收支")
    assert any("一季度" in title for title, _day in lines(after(30)))
    post(after(31), corrects=row.number, item="quarterly_accounts", title="一季度", text="收支")
    assert not any("taken down early" in title for title, _day in lines(after(32)))
