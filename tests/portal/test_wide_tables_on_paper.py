"""A table that is wider than its paper loses no column: its headings break, or each row is told for itself.

Seen before: of twelve columns of a list of compensations the last two stood beyond the edge of every PDF, of the letter
to one household the reward and the total; the sheet said that it says what the page says. A cell of 1,600 letters kept
the processor busy for minutes, and neither of its two rows was on the poster.
"""

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.test import Client

from sunward.disclosure.models import Publication
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.portal.paper import PAPERS, Beyond, Block, Column, Sheet, Table, as_hung, pdf_of
from sunward.portal.paper.counting import sheets_of
from sunward.portal.paper.fit import LETTER, fitted
from sunward.portal.paper.numbered import numbered
from sunward.registry.models import Household
from tests.disclosure.scenes import MONDAY, day, post, resident
from tests.portal.pages import signed_in
from tests.portal.papers import needs_pango, pages_of
from tests.stage import CLERK, CODE, holder

pytestmark = pytest.mark.usefixtures("community")
HEADINGS = [
    ("序号", "No.", "{}"),
    ("户主姓名", "Head of the household", "欧阳建国{}"),
    ("认定建筑面积（平方米）", "Recognised floor area (m2)", "9{}.50"),
    ("货币补偿金额（元）", "Compensation in money (yuan)", "12864{}0"),
    ("搬迁补助和临时安置费（元）", "Moving allowance and rent (yuan)", "480{}1"),
    ("签约奖励和按期腾退奖励（元）", "Reward for signing in time (yuan)", "200{}2"),
    ("合计（元）", "Total (yuan)", "13544{}3"),
    ("房屋坐落", "Where the house stands", "东片12栋{}03室"),
    ("房屋用途", "What it is used for", "自住用房{}"),
    ("产权证号", "Number of the deed", "证字第{}77号"),
    ("电梯加装出资（元）", "Share of the lift (yuan)", "7,{}00元"),
    ("物业维修资金（元）", "Fund for repairs (yuan)", "1,{}50元"),
    ("选房顺序", "Order of choosing", "第{}轮"),
    ("签约日期", "Day of signing", "2026年2月{}日"),
]  # fmt: skip
TEXT = "说明文字" * 400


def table(columns: int, rows: int) -> dict[str, Any]:
    shown = HEADINGS[:columns]
    return {
        "columns": [{"zh": zh, "en": en} for zh, en, _cell in shown],
        "rows": [[cell.format(row) for _zh, _en, cell in shown] for row in range(1, rows + 1)],
    }


def drawn(pdf: Path) -> str:
    """All words in the order in which they were drawn, cell by cell, without the spaces between."""
    told = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return re.sub(r"\s", "", told)


def edges(pdf: Path) -> list[tuple[float, float]]:
    """Of each page, its width and how far to the right its words reach, in points."""
    told = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return [
        (float(page.split('"')[1]), max(map(float, re.findall(r'xMax="([\d.]+)"', page))))
        for page in told.split("<page width=")[1:]
    ]


def fetched(client: Client, row: Publication, size: str, kept: Path, language: str = "zh") -> str:
    """The words of the print page, without the spaces between; the PDF is kept."""
    address = f"/{language}/c/{CODE}/publications/{row.number}"
    with day(MONDAY):
        page = client.get(f"{address}/poster/?size={size}").content.decode()
        kept.write_bytes(client.get(f"{address}/poster.pdf?size={size}").content)
    return re.sub(r"<[^>]+>|\s", "", page)


@needs_pango
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize(("columns", "rows"), [(5, 9), (7, 9), (12, 3), (12, 30), (14, 9)])
def test_every_heading_and_every_figure_is_on_the_paper(
    client: Client, tmp_path: Path, columns: int, rows: int, size: str, language: str
) -> None:
    given, kept = table(columns, rows), tmp_path / "poster.pdf"
    page = fetched(client, post(MONDAY, title="补偿公示", rows=given), size, kept, language)
    words = drawn(kept)
    for shown in (words, page):
        assert [one[language] for one in given["columns"] if re.sub(r"\s", "", one[language]) not in shown] == []
        assert [cell for row in given["rows"] for cell in row if cell not in shown] == []
    assert all(reaches < wide - 28 for wide, reaches in edges(kept)), "all of it inside the margin"
    assert not re.search(r"还没完|Thisgoeson", words + page)


@needs_pango
@pytest.mark.parametrize(("columns", "told"), [(7, False), (14, True)])
def test_headings_break_before_columns_are_given_up(client: Client, tmp_path: Path, columns: int, told: bool) -> None:
    """Of seven columns a line of A4 has room for the figures; of fourteen each household is told for itself."""
    kept = tmp_path / "poster.pdf"
    page = fetched(client, post(MONDAY, rows=table(columns, 9)), "a4", kept)
    for shown in (drawn(kept), page):
        assert (shown.count("货币补偿金额（元）：") == 9) is told
        assert (shown.count("货币补偿金额（元）") == 1) is not told


def test_no_household_is_told_on_two_sheets() -> None:
    given = table(14, 30)
    columns = tuple(Column(one["zh"]) for one in given["columns"])
    sheet = Sheet("向阳社区公开栏", "名单", blocks=(Block(table=Table(columns, tuple(map(tuple, given["rows"])))),))
    found = numbered(sheet, PAPERS["a4"])
    rows = [row for one in found for block in one.sheet.blocks if block.table for row in block.table.rows]
    assert [list(row) for row in rows] == given["rows"]
    assert "这一张是第 1 行到第" in found[0].sheet.banner[0]
    assert len(found) > 1


@needs_pango
def test_a_letter_says_all_that_the_list_says_of_a_household(client: Client, tmp_path: Path) -> None:
    resident("欧阳建国1")
    given = table(7, 1)
    door = {"zh": "门牌", "en": "door", "personal": True}
    given["columns"] = [
        door,
        {**given["columns"][1], "personal": True},
        *given["columns"][2:],
        *table(14, 1)["columns"][7:],
    ]
    given["rows"] = [[Household.objects.latest("id").door, *given["rows"][0][1:], *table(14, 1)["rows"][0][7:]]]
    for columns in (7, 14):
        shown = {"columns": given["columns"][:columns], "rows": [given["rows"][0][:columns]]}
        row = post(MONDAY, item="household_list", title="分户名单", audience_ref="project:east", rows=shown)
        signed_in(client, holder(CODE, CLERK))
        with day(MONDAY):
            made = client.get(f"/zh/c/{CODE}/publications/{row.number}/letters.pdf")
        kept = tmp_path / "letter.pdf"
        kept.write_bytes(made.content)
        words = drawn(kept)
        assert [one["zh"] for one in shown["columns"] if one["zh"] not in words] == []
        assert [cell for cell in shown["rows"][0] if cell not in words] == []
        assert pages_of(kept) == 1
        assert all(reaches < wide - 28 for wide, reaches in edges(kept))


def broad(letters: str) -> Sheet:
    """Letters that are broader than the estimate has it."""
    return Sheet("向阳社区公开栏", "名单", blocks=(Block(table=Table((Column("牌号"),) * 5, ((letters,) * 5,) * 3)),))


@needs_pango
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_what_turns_out_wider_than_the_estimate_is_told_row_by_row(tmp_path: Path, size: str) -> None:
    kept, sheet = tmp_path / "sheet.pdf", broad("W" * 14)
    paper = LETTER if size == "letter" else PAPERS[size]
    assert [block.table.by_rows for block in fitted(sheet, paper).sheet.blocks if block.table] == [False]
    kept.write_bytes(pdf_of([sheet], size, "名单", kept=False))
    assert drawn(kept).count("牌号：" + "W" * 14) == 15
    assert all(reaches < wide - 28 for wide, reaches in edges(kept))


@needs_pango
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_no_sheet_is_handed_out_with_a_word_beyond_the_paper(size: str) -> None:
    sheet = replace(broad("1-101"), number="XY-D-2026-" + "1" * 90)
    with pytest.raises(Beyond):
        pdf_of([sheet], size, "名单", kept=False)


@needs_pango
def test_a_title_without_any_blank_breaks(client: Client, tmp_path: Path) -> None:
    """Seen before: of two hundred letters without a blank the end stood beyond the edge."""
    kept = tmp_path / "poster.pdf"
    fetched(client, post(MONDAY, title="A" * 200, text="https://example.org/" + "x" * 300), "a4", kept)
    words = drawn(kept)
    assert "A" * 200 in words
    assert "x" * 300 in words
    assert all(reaches < wide - 28 for wide, reaches in edges(kept))


def test_a_cell_that_is_a_text_is_refused_and_it_is_said_what_is_taken() -> None:
    columns = [{"zh": "说明", "en": "what"}, {"zh": "数", "en": "number"}]
    for cell, taken in (("字" * 300, True), ("字" * 301, False), (TEXT, False)):
        if taken:
            assert post(MONDAY, rows={"columns": columns, "rows": [["一", "1"], [cell, "2"]]}).rows
            continue
        with pytest.raises(FactsError, match="第 2 行有一格超过 300 个字.*写在正文里"):
            post(MONDAY, rows={"columns": columns, "rows": [["一", "1"], [cell, "2"]]})
    with pytest.raises(FactsError, match="栏目名称最多 100 个字"):
        post(MONDAY, rows={"columns": [{"zh": "栏" * 101, "en": "one"}], "rows": [["1"]]})


@needs_pango
@pytest.mark.parametrize("size", ["a4", "a3"])
def test_one_that_was_posted_before_is_printed_in_seconds_with_every_word(
    client: Client, tmp_path: Path, size: str
) -> None:
    columns = [{"zh": "户号", "en": "door"}, {"zh": "说明", "en": "what"}, {"zh": "数", "en": "number"}]
    row, kept = post(MONDAY, rows={"columns": columns, "rows": [["1-1", "短", "1"]]}), tmp_path / "poster.pdf"
    with door_open():
        long = {"columns": columns, "rows": [["1-1", TEXT, "1"], ["1-2", "短", "29"]]}
        Publication.objects.filter(pk=row.pk).update(rows=long)
    began = monotonic()
    page = fetched(client, row, size, kept)
    assert monotonic() - began < 60, "it was minutes; the processor may be busy with other things"
    for shown in (drawn(kept), page):
        assert shown.count("文字") == 400
        assert "1-1（续）" in shown
        assert "数：29" in shown
        assert "还没完" not in shown
        assert "这一张是第" not in shown, "a row that goes on counts for none"
    assert sheets_of(row.number, CODE).fewest == 1, "the large paper has room for all of it"


def test_a_row_that_goes_on_loses_nothing() -> None:
    cells = ("1-1", TEXT, "第二。" * 90, "29")
    columns = tuple(Column(one) for one in ("户号", "说明", "理由", "数"))
    sheet = Sheet("向阳社区公开栏", "名单", blocks=(Block(table=Table(columns, (cells, ("1-2", "", "短", "3")))),))
    for size in sorted(PAPERS):
        found = as_hung([sheet], PAPERS[size])
        rows = [row for one in found for block in one.sheet.blocks if block.table for row in block.table.rows]
        assert len(rows) > len(TEXT) // 300
        assert rows[-1] == ("1-2", "", "短", "3")
        assert ["".join(row[place] for row in rows[:-1]) for place in (1, 2, 3)] == list(cells[1:])
        assert [row[0] for row in rows[:-1]] == ["1-1", *["1-1（续）"] * (len(rows) - 2)]
