"""The box for a table on the form of a posting: what is published is what was typed, each cell under its heading. What
does not fit is refused with the row, what was read and what is accepted; no figure is cut and no cell is dropped."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from sunward.disclosure.models import Publication
from sunward.portal.forms.tablefield import TableField, lines_of
from tests.disclosure.scenes import MONDAY, day
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, holder

Page = tuple[int, str]


@pytest.fixture(autouse=True)
def _monday(community: str) -> Iterator[None]:
    assert community == CODE
    with day(MONDAY):
        yield


def posted(client: Client, rows: str, language: str = "en") -> Page:
    """The clerk sends the form with this table."""
    form = reverse("portal:act", args=[CODE, "disclosure.publish", f"community:{CODE}"]).replace(
        "/zh/", f"/{language}/"
    )
    facts = {"item": "tender_results", "title": "路灯维修", "audience": "everyone", "rows": rows}
    answer = signed_in(client, holder(CODE, CLERK)).post(form, facts, follow=True)
    return answer.status_code, answer.content.decode()


def read(rows: str) -> list[list[str]]:
    """Headings and rows as they are published."""
    table = TableField().clean(rows)
    assert table
    return [[one["zh"] for one in table["columns"]], *table["rows"]]


REFUSED = {
    "a thousands comma": ("项目,金额\n路灯维修,1,200", "row 2", "1,200", "Write 1200"),
    "in full width": ("项目，金额\n路灯维修，１，２００", "row 2", "1,200", "Write 1200"),
    "that fits, with a note left out": ("项目,金额,备注\n路灯维修,1,200", "row 2", "1,200", "Write 1200"),
    "after a word": ("项目,金额,备注\n路灯维修,约1,200元", "row 2", "1,200", "Write 1200"),
    "no heading over the first column": ("\t2025年\t2026年\n路灯\t1200\t1300", "row 1", "column 1 has no heading"),
    "typed so": (",2025年,2026年\n路灯,1200,1300", "row 1", "column 1 has no heading"),
    "none in the middle": ("项目\t\t金额\n路灯\t换灯泡\t1200", "row 1", "column 2 has no heading"),
    "a star alone": ("*,金额\n路灯,1200", "row 1", "column 1 has no heading"),
    "a note beyond the headings": ("项目\t金额\n保洁\t800\n路灯\t1200\t含税", "row 3", "路灯 | 1200 | 含税"),
    "a comma in a text": ("项目,金额\n路灯，东片,1200", "row 2", "路灯 | 东片 | 1200"),
    "a cell left out, whichever": ("类别,项目,金额\n收入,租金,30000\n利息,120", "row 3", "利息 | 120"),
    "a typed row under pasted headings": ("项目\t金额\n路灯,1200", "row 2", "路灯,1200"),
    "a title over the table": ("2026年维修\n项目\t金额", "row 2", "项目 | 金额"),
    "too many columns": ("\t".join("甲乙丙丁戊己庚辛壬癸子"), "headings: 11", "at most 10"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_row_that_does_not_fit_is_named_and_nothing_is_published(client: Client, name: str) -> None:
    typed, *told = REFUSED[name]
    status, page = posted(client, typed)
    assert status == 422, page
    assert not Publication.objects.exists()
    for words in (*told, "Accepted: a cell under each heading"):
        assert words in page, (words, page)
    assert f">\n{typed}</textarea>" in page  # as it was typed, to be mended


def test_it_is_said_in_chinese_too(client: Client) -> None:
    status, page = posted(client, "项目,金额\n路灯维修,1,200", "zh")
    assert status == 422
    for words in ("第 2 行", "请写 1200", "可以这样写"):
        assert words in page, page


KEPT = {
    "a merged first cell": ("类别\t项目\t金额\n收入\t租金\t30000\n\t利息\t120", ["", "利息", "120"]),
    "its last cell is empty": ("项目\t金额\t备注\n路灯\t1200\t", ["路灯", "1200", ""]),
    "its empty end is cut off": ("项目\t金额\t备注\n路灯\t1200", ["路灯", "1200", ""]),
    "empty columns at the end": ("项目\t金额\t\t\n路灯\t1200\t\t", ["路灯", "1200"]),
    "a pasted thousands comma": ("项目\t金额\n路灯\t1,200", ["路灯", "1,200"]),
    "a typed one in quotes": ('项目,金额\n路灯,"1,200"', ["路灯", "1,200"]),
    "a text in quotes": ('项目,金额\n"路灯，东片",1200', ["路灯，东片", "1200"]),
    "quotes within a text": ('项目,金额\n6"管"大"号,1200', ['6"管"大"号', "1200"]),
    "two figures": ("门牌,人数,面积\n1-2, 3, 120", ["1-2", "3", "120"]),
    "two figures apart by a semicolon": ("门牌；人数；面积\n1-2；3；120", ["1-2", "3", "120"]),
    "a day and a figure": ("日期,金额\n2026-03-11,500", ["2026-03-11", "500"]),
    "a door and a figure": ("门牌,金额\n8-2-301,120", ["8-2-301", "120"]),
    "an empty cell in the middle": ("项目,单位,金额\n路灯,,1200", ["路灯", "", "1200"]),
    "a line break in a cell": ("项目\t金额\n\"路灯\n东片\"\t1200", ["路灯 东片", "1200"]),
    "typed headings over a pasted row": ("项目,金额\n路灯，东片\t1,200", ["路灯，东片", "1,200"]),
    "lines of Windows, and an empty one": ("项目\t金额\r\n\t\r\n路灯\t1200\r\n", ["路灯", "1200"]),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_every_cell_stands_under_its_heading(name: str) -> None:
    typed, last = KEPT[name]
    assert read(typed)[-1] == last
    assert all(len(row) == len(read(typed)[0]) for row in read(typed))


def test_what_was_pasted_is_what_everybody_reads(client: Client) -> None:
    status, page = posted(client, "类别\t项目\t金额\n收入\t租金\t30,000\n\t利息\t120\n")
    assert status == 200, page
    table = Publication.objects.get().rows
    assert table
    assert table["rows"] == [["收入", "租金", "30,000"], ["", "利息", "120"]]


@pytest.mark.parametrize(
    "rows",
    [[["路灯", "1,200"], ["", "800"]], [["路灯，东片", ""]], [['6"管', "120"], ['"大"号', "1"]]],
)  # fmt: skip
def test_a_correction_begins_with_the_table_as_it_was(rows: list[list[str]]) -> None:
    table = {"columns": [{"zh": "项目*", "en": "项目"}, {"zh": "金额", "en": "金额"}], "rows": rows}
    found = TableField().clean(lines_of(table))
    assert found
    assert found["rows"] == rows
    one = {"columns": table["columns"][:1], "rows": [row[:1] for row in rows if row[0]]}
    assert read(lines_of(one))[1:] == one["rows"]


def test_no_more_rows_are_named_than_somebody_reads() -> None:
    with pytest.raises(ValidationError) as wrong:
        TableField().clean("项目,金额" + "\n路灯,1,200" * 40)
    assert len(wrong.value.messages) == 6
