"""A posting that a correction has taken the place of is asked for on no desk and no board: whoever obeyed would hang
the wrong list beside the right one. Seen before: both asked for its photograph and offered it to be printed."""

from datetime import date, timedelta

import pytest

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.kernel.refs import Ref
from tests import stage
from tests.disclosure.scenes import MONDAY, day, post, reader
from tests.journeys.pages import page
from tests.money.cases import act, paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
ACCOUNTS = {"item": "quarterly_accounts", "title": "一季度收支明细"}


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def corrected(**facts: object) -> tuple[Publication, Publication]:
    first = post(MONDAY, text="支出1万元", **ACCOUNTS)
    return first, post(after(1), corrects=first.number, text="支出10万元", **(ACCOUNTS | facts))


def asked_to_photograph(on: date) -> set[Ref]:
    """What the desks of whoever owes it say is to be photographed."""
    found = set()
    for post_key in (stage.CLERK, stage.DEPUTY):
        waits = queries.waits_for(reader(stage.holder(stage.CODE, post_key)), on)
        found |= {one.subject for one in waits if one.subject.type == "publication"}
    return found


def test_desks_and_board_ask_for_the_newest_alone() -> None:
    first, newer = corrected()
    with day(after(1)):
        assert asked_to_photograph(after(1)) == {newer.ref}
        assert queries.to_photograph(stage.CODE, after(1)) == (newer.ref,)
        board = page("board/")
    assert newer.number in board
    assert first.number not in board


def test_its_page_asks_for_nothing_and_its_row_says_that_it_was_corrected() -> None:
    first, newer = corrected()
    with day(after(1)):
        shown, hangs, listed = (page(f"publications/{path}") for path in (f"{first.number}/", f"{newer.number}/", ""))
    assert "打印张贴" in hangs
    assert "打印张贴" not in shown
    assert "没有证明" in hangs
    assert "没有证明" not in shown
    assert f"已由此更正：{newer.number}" in shown.replace(" ", "")
    rows = listed.split(newer.number)
    assert len(rows) == 2
    assert "已更正" in rows[1], "the older row stands below"
    assert "已更正" not in rows[0]


def test_of_what_was_corrected_under_another_item_nobody_is_sent_to_the_board() -> None:
    """It is owed still under its own: posted again, not hung up as it was."""
    first, _elsewhere = corrected(item="leases")
    (line,) = (one for one in queries.overdue(stage.CODE, after(5)) if one.subject == first.ref)
    assert line.next_step.zh == "重新公开"
    assert first.ref not in asked_to_photograph(after(5))


def test_some_of_its_sheets_were_photographed() -> None:
    """Seen before: “nobody has photographed it”, beside the pictures of ten of its sixteen sheets."""
    row = post(MONDAY, **ACCOUNTS, rows={
        "columns": [{"zh": "门牌", "en": "door"}, {"zh": "说明", "en": "what"}],
        "rows": [[f"{place}-101", "楼道灯泡更换，楼梯扶手修理，门禁检修和信箱更换"] for place in range(200)],
    })  # fmt: skip
    with day(after(1)):
        act("disclosure.photograph_board", stage.CLERK, row.ref, board="东门", photograph=paper("ten"), hangs="yes",
            sheets=10, of=16)  # fmt: skip
        shown = page(f"publications/{row.number}/")
    assert "还没有一张照片拍到全部，应在3月5日前拍照" in shown
    assert "没有人拍过" not in shown
    (line,) = (one for one in queries.overdue(stage.CODE, after(12)) if one.subject == row.ref)
    assert line.title.zh == "“一季度收支明细”还没有一张照片拍到全部"
