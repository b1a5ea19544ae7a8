"""A list that one sheet has no room for hangs on numbered sheets, and a picture of the board counts them.

Seen before: of 60 households with door and amount 30 hung on the A4 poster, “this goes on”, and no second sheet was
to be had; the photograph of that one sheet proved the posting for its whole time.
"""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.html import strip_tags

from sunward.disclosure import queries
from sunward.disclosure.models import BoardPhotograph, Publication
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.portal.links import act_address
from sunward.portal.paper import PAPERS, Block, Column, Sheet, Table
from sunward.portal.paper.counting import sheets_of
from sunward.portal.paper.fit import height_of
from sunward.portal.paper.numbered import MOST, how_many, numbered
from tests import stage
from tests.disclosure.scenes import ANYONE, MONDAY, day, post, resident
from tests.money.cases import act, paper
from tests.portal.pages import signed_in
from tests.portal.papers import is_black_only, needs_pango, pages_of, text_of
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")
DOOR, NAME, YUAN = {"zh": "门牌", "en": "door"}, {"zh": "户主", "en": "householder"}, {"zh": "金额（元）", "en": "yuan"}
WHY = {"zh": "原因", "en": "why"}
REASON = "因为道路扩建征用了屋后的菜地和围墙，按面积计算补偿"
NUMBERED = re.compile(r"第(\d+)张，共(\d+)张，要一起贴出。(?:这一张是第(\d+)行到第(\d+)行)?")
LAST = MONDAY + timedelta(days=10)


def households(many: int, *, reasons: bool = False) -> dict[str, Any]:
    rows = [[f"{number}-101", f"欧阳建国{number}", *([REASON] if reasons else []), f"{number * 13}.50"]
            for number in range(1, many + 1)]  # fmt: skip
    return {"columns": [DOOR, NAME, *([WHY] if reasons else []), YUAN], "rows": rows}


def posted(many: int, *, reasons: bool = False) -> Publication:
    return post(MONDAY, item="quarterly_accounts", title="征地补偿", rows=households(many, reasons=reasons))


def printed(client: Client, row: Publication, size: str, kept: Path) -> tuple[str, str]:
    """The print page and the PDF, without the spaces between."""
    address = f"/zh/c/{CODE}/publications/{row.number}"
    with day(MONDAY):
        page = client.get(f"{address}/poster/?size={size}").content.decode()
        kept.write_bytes(client.get(f"{address}/poster.pdf?size={size}").content)
    return re.sub(r"<[^>]+>|\s", "", page), re.sub(r"\s", "", text_of(kept))


@needs_pango
@pytest.mark.parametrize(("many", "reasons"), [(22, True), (60, False), (60, True), (400, False)])
@pytest.mark.parametrize("size", ["a4", "a3"])
def test_every_row_hangs_on_one_of_the_numbered_sheets(
    client: Client, tmp_path: Path, many: int, reasons: bool, size: str
) -> None:
    row, kept = posted(many, reasons=reasons), tmp_path / "poster.pdf"
    page, words = printed(client, row, size, kept)
    sheets = pages_of(kept)
    assert is_black_only(kept, tmp_path / "raster")
    for shown in (page, words):
        assert "还没完" not in shown
        assert all(f"欧阳建国{number}" in shown for number in range(1, many + 1))
        assert shown.count("可以提异议") == 1
    if sheets > 1:
        assert all(f"第{number}张，共{sheets}张，要一起贴出。" in words for number in range(1, sheets + 1))
        assert words.count("核对码") == sheets, "each can be looked up"
        assert page.count("要一起贴出") == page.count("核对码") == sheets
        assert NUMBERED.findall(page) == NUMBERED.findall(words), "a sheet of the one can stand for that of the other"
    else:
        assert "要一起贴出" not in words, "one page where it is one"


def test_each_says_which_part_it_is_and_none_that_it_is_all(client: Client) -> None:
    """Seen before: “this sheet says what the page on the telephone says” on the first of sixteen."""
    row = posted(60, reasons=True)
    with day(MONDAY):
        page = client.get(f"/zh/c/{CODE}/publications/{row.number}/poster/?size=a4").content.decode()
    parts = [tuple(map(int, found)) for found in re.findall(r"这一张是第 (\d+) 行到第 (\d+) 行", page)]
    assert len(parts) == page.count("要一起贴出") > 1
    assert [first for first, _last in parts] == [1, *(last + 1 for _first, last in parts[:-1])]
    assert parts[-1][1] == 60
    assert page.count("各张合起来，和手机上看到的一样。") == len(parts)
    assert "这一张和手机上" not in page


def sheet(rows: int) -> Sheet:
    columns = (Column("门牌"), Column("户主"), Column("原因"), Column("元", numeric=True))
    told = tuple((f"{row}-101", "赵**", REASON, f"{row}.00") for row in range(rows))
    table = Table(columns, told, ("合计", "", "", "1.00"))
    keep = Block("可以提异议", lines=("说明",), keep=True)
    return Sheet("向阳社区公开栏", "名单", blocks=(Block("说明", lines=("第一句。第二句。",), table=table), keep))


@pytest.mark.parametrize("rows", [14, 15, 16, 17, 18, 40, 90, 333])
@pytest.mark.parametrize("size", sorted(PAPERS))
def test_no_row_is_lost_or_told_twice_between_two_sheets(rows: int, size: str) -> None:
    found = numbered(sheet(rows), PAPERS[size])
    tables = [block.table for one in found for block in one.sheet.blocks if block.table]
    assert [row[0] for table in tables for row in table.rows] == [f"{row}-101" for row in range(rows)]
    assert [bool(table.total) for table in tables] == [False] * (len(tables) - 1) + [True]
    assert all(height_of(one.sheet, PAPERS[size], one.level) <= 1 for one in found)
    assert [block.keep for one in found for block in one.sheet.blocks].count(True) == 1


def test_even_so_many_sheets_say_what_they_have_no_room_for() -> None:
    found = numbered(sheet(4000), PAPERS["a4"])
    rows = sum(len(block.table.rows) for one in found for block in one.sheet.blocks if block.table)
    assert len(found) == MOST
    assert [one.left_out for one in found] == [0] * (MOST - 1) + [4000 - rows]


@pytest.mark.parametrize("blocks", [(), (Block("可以提异议", lines=("说明。" * 1000,), keep=True),)])
def test_what_has_nothing_to_be_cut_stays_one_sheet(blocks: tuple[Block, ...]) -> None:
    """Failed before: an error instead of a page."""
    long = Sheet("向阳社区公开栏", "很长的题目" * 180, blocks=blocks)
    assert height_of(long, PAPERS["a4"], len(PAPERS["a4"].levels) - 1) > 1
    (found,) = numbered(long, PAPERS["a4"])
    assert (found.sheet, found.left_out) == (long, 0)
    assert how_many(long, PAPERS["a4"]) == 1


def photographed(row: Publication, after: int, **facts: object) -> None:
    on = MONDAY + timedelta(days=after)
    with day(on):
        act("disclosure.photograph_board", stage.CLERK, row.ref, board="东门", photograph=paper(f"{on} {facts}"),
            hangs="yes", **facts)  # fmt: skip


def proof(row: Publication) -> queries.BoardProof:
    page = queries.publication(row.number, ANYONE, LAST)
    assert page
    assert page.card.state.board
    return page.card.state.board


def test_a_picture_of_some_of_them_proves_nothing_and_is_told(client: Client) -> None:
    row = posted(60, reasons=True)
    photographed(row, 1, sheets=1, of=4)
    photographed(row, 10, sheets=3, of=4)
    found = proof(row)
    assert (found.first, found.days) == (None, 0)
    assert found.partly_on == found.absent_on == (MONDAY + timedelta(days=1), LAST)
    with day(LAST):
        page = unescape(strip_tags(client.get(f"/zh/c/{CODE}/publications/{row.number}/").content.decode()))
    assert "贴着 1 张，共 4 张" in page
    assert "3月12日 的照片里，公开栏上只有其中几张" in page
    later = LAST + timedelta(days=4)
    assert [one.title.zh for one in queries.overdue(CODE, later) if one.subject == row.ref] == [
        "“征地补偿”还没有一张照片拍到全部"
    ]


def test_what_hangs_in_part_is_owed_while_its_time_runs() -> None:
    row = posted(60, reasons=True)
    photographed(row, 1, sheets=4, of=4)
    photographed(row, 4, sheets=2, of=4)
    on = MONDAY + timedelta(days=5)
    owed = [one for one in queries.overdue(CODE, on) if one.subject == row.ref]
    assert [one.title.zh for one in owed] == ["“征地补偿”没有贴齐"]
    photographed(row, 6, sheets=4, of=4)
    assert not [one for one in queries.overdue(CODE, MONDAY + timedelta(days=7)) if one.subject == row.ref]


def test_pictures_of_all_of_them_prove_it_for_its_whole_time() -> None:
    row = posted(60, reasons=True)
    for after in (0, 10):
        photographed(row, after, sheets=4, of=4)
    found = proof(row)
    assert (found.days, found.of, found.absent_on) == (10, 10, ())


@pytest.mark.parametrize(
    "said", [{}, {"sheets": 1}, {"sheets": 1, "of": 1}, {"sheets": 3, "of": 2}, {"sheets": 0, "of": 4}]
)
def test_nobody_photographs_it_without_counting_its_sheets(said: dict[str, int]) -> None:
    row = posted(60, reasons=True)
    with pytest.raises(FactsError, match="sheets"):
        photographed(row, 1, **said)
    assert not row.photographs.exists()


@pytest.mark.parametrize("many", [3000, 9000])
@pytest.mark.parametrize("of", [MOST, MOST + 1])
def test_a_poster_that_goes_on_proves_nothing(client: Client, many: int, of: int) -> None:
    """Failed before: of 3000 households the small paper had room for 1080 on its sixty sheets, of 9000 not even the
    large one for all; two pictures of “60 of 60” proved the whole list for its whole time."""
    row = posted(many, reasons=True)
    with day(MONDAY):
        page = client.get(f"/zh/c/{CODE}/publications/{row.number}/poster/?size=a4").content.decode()
    assert f"第 {MOST} 张，共 {MOST} 张" in page
    assert "还没完" in page
    for after in (0, 10):
        with pytest.raises(FactsError, match="分成几份公开"):
            photographed(row, after, sheets=of, of=of)
    assert proof(row).first is None


def test_a_long_list_is_proved_by_all_of_its_large_sheets() -> None:
    row = posted(2000, reasons=True)
    fewest = sheets_of(row.number, CODE).fewest
    assert 20 < fewest < MOST - 1
    photographed(row, 0, sheets=fewest + 1, of=fewest + 1)
    assert proof(row).first == MONDAY


def test_what_the_large_paper_has_room_for_is_one_of_one() -> None:
    row = posted(30)
    photographed(row, 1, sheets=1, of=1)
    assert proof(row).first == MONDAY + timedelta(days=1)


def test_the_form_asks_for_the_number_where_there_are_several_alone(client: Client) -> None:
    who = resident()
    with day(MONDAY):
        signed_in(client, who)
        for row, asked in ((posted(60, reasons=True), True), (posted(3), False)):
            form = client.get(act_address("disclosure.photograph_board", row.ref, CODE)).content.decode()
            assert 'name="hangs"' in form
            assert ('name="sheets"' in form) is ('name="of"' in form) is asked


def test_the_database_calls_no_part_the_whole() -> None:
    row = posted(60, reasons=True)
    photographed(row, 1, sheets=4, of=4)
    with door_open():
        for wrong in ({"sheets": 3}, {"sheets": 5}, {"sheets": None}, {"sheets": 0, "hangs": False}):
            with pytest.raises(IntegrityError, match="disclosure_photograph_of_all_sheets"), transaction.atomic():
                BoardPhotograph.objects.update(**wrong)
        BoardPhotograph.objects.update(sheets=3, hangs=False)
