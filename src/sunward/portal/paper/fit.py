"""How large a sheet's text can be so that it stays one sheet: an estimate from the number of signs.

The estimate decides the print page, where a browser breaks the lines; for a PDF the pages are counted as well.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sunward.portal.paper.sheet import Block, Sheet, Table, width_of
from sunward.portal.paper.widths import narrowest, readable, set_for, told_lines

POINT = 25.4 / 72  # millimetres
FAR_TOO_LONG = 1.6  # pages by the estimate: not worth laying out
FOLDS = (2, 3, 4, 5, 6)  # how many times a narrow table, such as a list of names, stands beside itself before it is cut
CAREFUL = 0.9  # of the room is planned for: browsers break lines a little differently


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper in millimetres; `levels` are the sizes of its text in points, largest first. Below the last a
    reader in front of the board cannot read it."""

    name: str
    width: float
    height: float
    margin: float
    levels: tuple[float, ...]

    @property
    def room(self) -> tuple[float, float]:
        return self.width - 2 * self.margin, self.height - 2 * self.margin


PAPERS = {
    "a4": Paper("a4", 210, 297, 14, (20, 18, 16, 14, 12.5, 11)),
    "a3": Paper("a3", 297, 420, 19, (28, 25, 22, 19, 16.5, 14, 12.5, 11)),
}
LETTER = Paper("letter", 210, 297, 20, (12, 11.5, 11, 10.5, 10, 9.5))


@dataclass(frozen=True, slots=True)
class Fitted:
    """A sheet at the size at which it fits, perhaps cut."""

    sheet: Sheet
    level: int

    @property
    def left_out(self) -> int:
        return self.sheet.left_out


Fits = Callable[[Sheet, int], bool]


def fitted(sheet: Sheet, paper: Paper, fits: Fits | None = None) -> Fitted:
    """The sheet as large as it fits, or cut to what fits. Never a second sheet: what needs several is `numbered`.

    `fits` tells of a sheet and a level whether it is one page; the estimate if it is not given.
    """
    one_page = fits or (lambda each, level: height_of(each, paper, level) <= CAREFUL)
    sheet = for_paper(sheet, paper)
    return as_set(uncut(sheet, paper, one_page) or _cut(sheet, paper, one_page), paper)


def for_paper(sheet: Sheet, paper: Paper) -> Sheet:
    """Tables stand in columns where the paper has room for them at the smallest size, and else row by row."""
    return readable(sheet, signs_of(paper, len(paper.levels) - 1))


def as_set(found: Fitted, paper: Paper) -> Fitted:
    """Headings break where the size that was found leaves no room for them whole."""
    return Fitted(set_for(found.sheet, signs_of(paper, found.level)), found.level)


def uncut(sheet: Sheet, paper: Paper, one_page: Fits) -> Fitted | None:
    """All of it as large as it fits; at the smallest size, with its lists in columns. None where it is too much."""
    guess = _guess(sheet, paper)
    levels = range(max(0, guess - 1), len(paper.levels))
    for level in levels:
        if height_of(sheet, paper, level) <= FAR_TOO_LONG and one_page(sheet, level):
            return Fitted(sheet, level)
    smallest = len(paper.levels) - 1
    signs = signs_of(paper, smallest)
    for many in FOLDS:
        folded = sheet.folded(signs, many)
        if folded != sheet and height_of(folded, paper, smallest) <= FAR_TOO_LONG and one_page(folded, smallest):
            return Fitted(folded, smallest)
    return None


def _guess(sheet: Sheet, paper: Paper) -> int:
    """The largest level that the estimate allows."""
    found = (level for level in range(len(paper.levels)) if height_of(sheet, paper, level) <= 1)
    return next(found, len(paper.levels) - 1)


def _cut(sheet: Sheet, paper: Paper, one_page: Fits) -> Fitted:
    """As many pieces as fit at the smallest size, lists in columns; what is far too long is not even tried."""
    level = len(paper.levels) - 1
    signs = signs_of(paper, level)
    folds = max((many for many in FOLDS if sheet.folded(signs, many) != sheet), default=1)

    def laid(many: int) -> Sheet:
        return sheet.cut(many).folded(signs, folds)

    likely = most_that(sheet.units, lambda many: height_of(laid(many), paper, level) <= FAR_TOO_LONG)
    return Fitted(laid(most_that(likely, lambda many: one_page(laid(many), level))), level)


def most_that(limit: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to the limit that fits, found by halving; 0 when none does."""
    low, high = 0, limit + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def height_of(sheet: Sheet, paper: Paper, level: int) -> float:
    """How much of the page the sheet takes, about: 1 is a full page; endless where a table is wider than a line."""
    size = paper.levels[level] * POINT
    return sum(_heights(sheet, signs_of(paper, level))) * size / paper.room[1]


def signs_of(paper: Paper, level: int) -> float:
    """How many Chinese signs stand in a line."""
    return paper.room[0] / (paper.levels[level] * POINT)


def _heights(sheet: Sheet, signs: float) -> Iterator[float]:
    """The heights of the parts, in units of the text's size."""
    beside = signs - (12 if sheet.address else 0)
    yield max(
        11 if sheet.address else 0,
        1.5 + _lines(sheet.title, beside / 1.9) * 2.3 + 1.4 * (len(sheet.under) + bool(sheet.alike[0])) + 1,
    )
    yield from (1 + 1.5 * _lines(line, signs) for line in sheet.banner)
    yield from (_block(block, signs) for block in sheet.blocks)
    yield 6.0  # the foot
    yield 2.5 if sheet.left_out else 0.0
    yield 9.0 if sheet.window else 0.0
    yield 13.0 if sheet.slip else 0.0


def _block(block: Block, signs: float) -> float:
    """Lines, rows, and the room around them."""
    head = 3.2 if block.heading else 1.0
    text = sum(1.5 * _lines(part, signs - 2) + 0.3 for line in block.lines for part in line.split("\n"))
    return head + text + (_table(block.table, signs) if block.table else 0) + (1.2 if block.framed else 0)


def _table(table: Table, signs: float) -> float:
    """Its rows, in columns or each told for itself."""
    total = [table.total] if table.total else []
    if table.by_rows:
        return sum(0.7 + 1.5 * told_lines(table, row, signs) for row in [*table.rows, *total])
    rows = [*table.rows, tuple(column.label for column in table.columns), *total]
    widths = _widths(table, signs)
    if not widths:
        return math.inf
    return sum(0.75 + 1.35 * max(_lines(cell, wide) for cell, wide in zip(row, widths, strict=True)) for row in rows)


def _widths(table: Table, signs: float) -> list[float]:
    """Columns share the width by what stands in them; none where the line has no room for them."""
    longest = [_widest([column.label, *cells]) for column, *cells in zip(table.columns, *table.rows, strict=True)]
    if sum(longest) <= signs or sum(narrowest(table, whole=True)) <= signs:
        share = signs / max(1.0, sum(longest))
        return [max(2.5, wide * min(1.0, share)) for wide in longest]
    least = narrowest(table)
    if sum(least) > signs:
        return []
    wishes = [max(0.0, wide - low) for wide, low in zip(longest, least, strict=True)]
    share = min(1.0, (signs - sum(least)) / max(1.0, sum(wishes)))
    return [low + share * wish for low, wish in zip(least, wishes, strict=True)]


def _widest(cells: list[str]) -> float:
    return max(width_of(cell) for cell in cells) + 1


def _lines(text: str, signs: float) -> int:
    return max(1, math.ceil(width_of(text) / max(1.0, signs)))
