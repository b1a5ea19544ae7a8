"""How narrow a table can be set, and what becomes of one that no line of its paper has room for.

First its headings break; where that is not enough at the smallest type, it has no columns any more: each row is told
for itself, heading and value, so that nothing that belongs to one household stands in two places.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext as _

from sunward.portal.paper.sheet import KEPT_TOGETHER, Block, Column, Sheet, Table, pieces_of, width_of

# Between two of these a line can break: words, and single Chinese signs with the brackets and stops that cling to them.
FIRM = re.compile(r"[（《“‘「『【〔]*(?:[\u0021-\u2fff]+|\S)[）》”’」』】〕，。、；：！？％]*")
BROAD = re.compile(r"[A-Zmw@%]")  # letters that are broader than a figure
BROADER, BOLD = 0.14, 1.06
BETWEEN, AFTER_FIGURES = 0.6, 0.8  # the room between columns, as paper.css has it
NO_COLUMN = 6  # Chinese signs: a text in a narrower column is read downwards
OF_ITS_OWN = 150  # Chinese signs: what is longer in one cell is a text; laying out such a column took minutes
TOLD_AT_ONCE = 240  # Chinese signs of a row: any sheet has room for so many at the smallest type
APART = 1.5  # Chinese signs between two values of such a row
ON_LINES = 8  # columns: one row alone has each of so many on a line


def readable(sheet: Sheet, signs: float) -> Sheet:
    """The sheet with what is no table on lines of so many signs told row by row."""
    return replace(sheet, blocks=tuple(_readable(block, signs) for block in sheet.blocks))


def by_rows(sheet: Sheet) -> Sheet:
    """The sheet without any columns."""
    return replace(sheet, blocks=tuple(_readable(block, 0) for block in sheet.blocks))


def set_for(sheet: Sheet, signs: float) -> Sheet:
    """The sheet as it is set on lines of so many signs: headings stay whole where there is room for them."""
    return replace(sheet, blocks=tuple(_set_for(block, signs) for block in sheet.blocks))


def narrowest(table: Table, *, whole: bool = False) -> list[float]:
    """How many Chinese signs each column needs, its room to the next one included. `whole`: no heading breaks."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    cells = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    kinds = table.kinds()
    found = [
        _needs(column, kind, column_cells, whole=whole)
        for column, kind, column_cells in zip(table.columns, kinds, cells, strict=True)
    ]
    after = [
        BETWEEN + (AFTER_FIGURES if kind == "r" and following != "r" else 0)
        for kind, following in zip(kinds, [*kinds[1:], ""], strict=True)
    ]
    return [needs + room for needs, room in zip(found, [*after[:-1], 0.0], strict=True)]


def told_lines(table: Table, row: tuple[str, ...], signs: float) -> int:
    """On how many lines a row stands that is told for itself."""
    lines, taken = 1, 0.0
    for pair in table.told(row):
        wide = width_of(pair.label) + 1 + width_of(pair.value) * BOLD
        if taken and (table.set_as == "lines" or (pair.together and taken + wide > signs)):
            lines, taken = lines + 1, 0.0
        more, taken = divmod(taken + wide, signs)
        lines, taken = lines + int(more), taken + APART
    return lines


def _readable(block: Block, signs: float) -> Block:
    table = block.table
    if table is None or table.by_rows or not _is_no_table(table, signs):
        return block
    rows = tuple(part for row in table.rows for part in _parts(row))
    alone = len(rows) == 1 and len(table.columns) <= ON_LINES
    told = replace(table, rows=rows, set_as="lines" if alone else "rows", split=len(rows) > len(table.rows))
    return replace(block, table=told)


def _is_no_table(table: Table, signs: float) -> bool:
    longest = (width_of(text) for row in (*table.rows, [one.label for one in table.columns]) for text in row)
    return sum(narrowest(table)) > signs or max(longest, default=0) > OF_ITS_OWN


def _parts(row: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A row, or what is too much for one sheet as several that begin with its first cell."""
    if sum(map(width_of, row)) <= TOLD_AT_ONCE:
        yield row
        return
    goes_on = _("%(row)s (continued)") % {"row": row[0]} if 0 < width_of(row[0]) <= KEPT_TOGETHER else ""
    part, taken = [""] * len(row), 0.0
    for place, cell in enumerate(row):
        for piece in pieces_of(cell):
            if taken and taken + width_of(piece) > TOLD_AT_ONCE:
                yield tuple(part)
                part, taken = [goes_on, *[""] * (len(row) - 1)], 0.0
            part[place] += piece
            taken += width_of(piece)
    yield tuple(part)


def _set_for(block: Block, signs: float) -> Block:
    table = block.table
    if table is None or table.by_rows:
        return block
    fits = sum(narrowest(table, whole=True)) <= signs
    return replace(block, table=replace(table, set_as="columns" if fits else "tight"))


def _needs(column: Column, kind: str, cells: tuple[str, ...], *, whole: bool) -> float:
    """Figures and short words never break; a text does, down to its longest word."""
    heading = BOLD * (width_of(column.label) if whole or column.stays_whole else _firm(column.label))
    if kind:
        return max([heading, *map(width_of, cells)])
    return max([heading, *(min(width_of(cell), max(NO_COLUMN, _firm(cell))) for cell in cells)])


@lru_cache(maxsize=1 << 16)
def _firm(text: str) -> float:
    """How wide the widest part is at which no line breaks."""
    parts = (found[0] for found in FIRM.finditer(text))
    return max((width_of(part) + BROADER * len(BROAD.findall(part)) for part in parts), default=0.0)
