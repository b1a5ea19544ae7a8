"""A table to be published: typed line by line, or pasted from a spreadsheet.

What is read wrongly here hangs on the board for good. So a row that does not fit its headings is named and refused:
no cell is left out, and none is put under another heading.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunward.kernel.halfwidth import halfwidth

TAB, COLUMNS = "\t", 10
NAMED, SHOWN = 5, 80  # rows that are named as wrong, and signs of one that are repeated
_quoted = re.compile(r'"((?:[^"]|"")*)"')
_typed = re.compile(r'\s*"(?:[^"]|"")*"\s*(?=[,，;；]|$)|[^,，;；]*')
# A cell of a spreadsheet with a line break in it is pasted in quotes.
_broken = re.compile(r'(?:^|(?<=\t))"(?:[^"\t]|"")*"(?=[\t\n]|\Z)', re.MULTILINE)
# `1,200` is one figure or two cells. The end of a day or of a door's number, `03-11,500`, is none.
_cut = re.compile(r"(?<![0-9.])(?<![0-9][-/])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?")


class Row(NamedTuple):
    """One line as it was read; `figure` is what can be read in two ways."""

    number: int
    cells: list[str]
    pasted: bool
    figure: str


class TableField(forms.CharField):
    """Headings in the first line, then a line for each row. Personal columns bear a star: `姓名*`."""

    def __init__(self, **options: Any) -> None:
        box = forms.Textarea(attrs={"rows": 6})
        super().__init__(widget=box, max_length=20_000, strip=False, **options)  # a tab at the start is an empty cell

    def clean(self, value: Any) -> dict[str, Any] | None:
        rows = [row for row in _rows(super().clean(value)) if any(row.cells)]
        if not rows:
            return None
        heads = _without_empty_end(rows[0].cells)
        wrong = [*_wrong_headings(rows[0], heads)] or [text for row in rows if (text := _misfit(row, len(heads)))]
        if wrong:
            raise ValidationError([*wrong[:NAMED], accepted()])
        columns = [{"zh": name, "en": name} | _personal(head) for head in heads for name in [_name(head)]]
        return {"columns": columns, "rows": [_filled(row.cells, len(heads)) for row in rows[1:]]}


def accepted() -> str:
    """What a table looks like that is read."""
    return _(
        "Accepted: a cell under each heading, pasted from a spreadsheet or apart by commas. An empty cell stays empty "
        "between two commas; a cell with a comma in it stands in quotes, \"a, b\"; figures are written without "
        "thousands commas, 1200."
    )  # fmt: skip


def lines_of(table: Mapping[str, Any] | None) -> str:
    """A table as it is typed; empty where it would not be read back as the same, or is too long to be typed."""
    if table is None:
        return ""
    heads = [f"{one['zh']}*" if one.get("personal") else str(one["zh"]) for one in table["columns"]]
    rows = [[str(cell) for cell in row] for row in table["rows"]]
    lines = "\n".join(TAB.join(map(_as_typed, cells)) for cells in (heads, *rows))
    try:
        found = TableField(required=False).clean(lines)
    except ValidationError:
        return ""
    return lines if found and found["rows"] == rows else ""


def _rows(text: str) -> Iterator[Row]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = _broken.sub(lambda cell: cell[0].replace("\n", " "), lines) if TAB in lines else lines
    pasted = TAB in lines.partition("\n")[0]
    for number, line in enumerate(lines.split("\n"), 1):
        if pasted or TAB in line:
            yield Row(number, [_read(cell) for cell in line.split(TAB)], True, "")
        else:
            figure = _cut.search(halfwidth(_quoted.sub('""', line)))
            yield Row(number, [_read(cell) for cell in _cells(line)], False, figure[0] if figure else "")


def _cells(line: str) -> Iterator[str]:
    """The cells of a typed line; a comma in quotes ends none."""
    at = 0
    while found := _typed.match(line, at):
        yield found[0]
        if found.end() == len(line):
            return
        at = found.end() + 1


def _read(cell: str) -> str:
    cell = cell.strip()
    found = _quoted.fullmatch(cell)
    return found[1].replace('""', '"').strip() if found else cell


def _wrong_headings(row: Row, heads: Sequence[str]) -> Iterator[str]:
    if len(heads) > COLUMNS:
        yield _("headings: %(found)d; at most %(most)d") % {"found": len(heads), "most": COLUMNS}
    for place, head in enumerate(heads, 1):
        if not _name(head):
            yield _("row %(row)d: column %(column)d has no heading; read: %(cells)s") % {
                "row": row.number, "column": place, "cells": _said(row),
            }  # fmt: skip


def _misfit(row: Row, width: int) -> str:
    """Why a row does not stand under its headings. A pasted one may end early, its tabs say where each cell belongs;
    in a typed one it could be any cell that was left out."""
    if row.figure:
        plain, spaced = row.figure.replace(",", ""), row.figure.replace(",", ", ")
        return _("row %(row)d: “%(figure)s” is read as several cells. Write %(plain)s for one figure, “%(spaced)s” "
                 "for several cells.") % {
            "row": row.number, "figure": row.figure, "plain": plain, "spaced": spaced,
        }  # fmt: skip
    found = len(_without_empty_end(row.cells)) if row.pasted else len(row.cells)
    if found == width or (row.pasted and len(row.cells) > 1 and found < width):
        return ""
    return _("row %(row)d: cells: %(found)d, headings: %(width)d; read: %(cells)s") % {
        "row": row.number, "found": found, "width": width, "cells": _said(row),
    }  # fmt: skip


def _said(row: Row) -> str:
    said = " | ".join(row.cells)
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}…"


def _without_empty_end(cells: Sequence[str]) -> list[str]:
    last = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
    return list(cells[:last])


def _filled(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _as_typed(cell: str) -> str:
    """A cell as it is read back."""
    if '"' not in cell and not re.search(r"[,，;；]", cell):
        return cell
    return '"{}"'.format(cell.replace('"', '""'))


def _name(head: str) -> str:
    return head.rstrip("*＊").rstrip()


def _personal(head: str) -> dict[str, bool]:
    return {"personal": True} if head.endswith(("*", "＊")) else {}
