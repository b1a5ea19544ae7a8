"""A sheet of paper as plain data: what any page hands in to be printed. All texts are in the language of the print."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

SENTENCE = re.compile(r"(?<=[。！？；!?;])(?!\n)|(?<=\. )|(?<=\n)")
SHORT = 8  # Chinese signs in width: a name, a door, a number, a day
ONE_WORD = 4  # Chinese signs: such a heading never breaks
LONGEST_PIECE = 200  # a text without any stop is cut after so many signs
KEPT_TOGETHER = 22  # Chinese signs: a heading and its value of so many stand in one line, on any paper


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    numeric: bool = False

    @property
    def stays_whole(self) -> bool:
        """Whether its heading is one word."""
        return width_of(self.label) <= ONE_WORD


class Told(NamedTuple):
    """A cell of a row that is told for itself; `together`: heading and value stand in one line."""

    label: str
    value: str
    together: bool


@dataclass(frozen=True, slots=True)
class Table:
    """`total` is the last line, set apart. `set_as`: in columns, their headings whole or (`tight`) broken; or without
    any, each row told for itself (`rows`), its values one to a line (`lines`). `split`: some rows are told in parts."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    set_as: Literal["columns", "tight", "rows", "lines"] = "columns"
    split: bool = False

    @property
    def by_rows(self) -> bool:
        return self.set_as in {"rows", "lines"}

    @property
    def each_told(self) -> list[list[Told]]:
        return [self.told(row) for row in self.rows]

    @property
    def total_told(self) -> list[Told]:
        """Its first cell says what it is the total of."""
        told = self.told(self.total) if self.total else []
        return [told[0]._replace(label=""), *told[1:]] if told and self.total[0] else told

    def told(self, row: tuple[str, ...]) -> list[Told]:
        """A row with the heading of each cell; empty ones say nothing."""
        pairs = [(column.label, cell) for column, cell in zip(self.columns, row, strict=True) if cell]
        return [Told(label, cell, width_of(label + cell) < KEPT_TOGETHER) for label, cell in pairs]

    def folded(self, many: int) -> "Table":
        """The rows in so many columns beside each other, read downwards; what has a total stays as it is."""
        if many < 2 or self.total or self.by_rows:
            return self
        each = -(-len(self.rows) // many)
        empty = ("",) * len(self.columns)
        rows = [
            tuple(cell for start in range(many) for cell in (self.rows[at + start * each :] or (empty,))[0])
            for at in range(each)
        ]
        return replace(self, columns=self.columns * many, rows=tuple(rows))

    @property
    def body(self) -> list[list[tuple[str, str]]]:
        """The rows, each cell with its class: `r` for figures, `s` where the whole column is short and never broken."""
        kinds = self.kinds()
        return [list(zip(row, kinds, strict=False)) for row in self.rows]

    @property
    def foot(self) -> list[tuple[str, str]]:
        return list(zip(self.total, self.kinds(), strict=False))

    @property
    def wide(self) -> float:
        """How wide it is where nothing is broken, in Chinese signs."""
        cells = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        return sum(
            max(width_of(cell) for cell in (column.label, *found)) + 1
            for column, found in zip(self.columns, cells, strict=True)
        )

    def kinds(self) -> list[str]:
        """Of each column: `r` for figures, `s` for what is short and never broken."""
        cells = zip(*self.rows, strict=False) if self.rows else ((),) * len(self.columns)
        return [
            "r" if column.numeric else "s" if all(width_of(cell) <= SHORT for cell in found) else ""
            for column, found in zip(self.columns, cells, strict=False)
        ]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the sheet. `keep`: stands on the sheet whatever else has to go."""

    heading: str = ""
    icon: str = ""
    lines: tuple[str, ...] = ()
    table: Table | None = None
    framed: bool = False
    keep: bool = False

    @property
    def units(self) -> int:
        """In how many pieces it can be cut: sentences, then rows."""
        return len(self.pieces) + (len(self.table.rows) if self.table else 0)

    @property
    def pieces(self) -> tuple[str, ...]:
        return tuple(piece for line in self.lines for piece in pieces_of(line + "\n"))

    def folded(self, signs: float, many: int) -> "Block":
        """With its table folded so often, where a line of so many signs has room for it."""
        fits = self.table and self.table.wide * many <= signs
        return replace(self, table=self.table.folded(many)) if self.table and fits else self

    def cut(self, most: int) -> "Block | None":
        """What remains when only so many pieces have room; None when nothing does."""
        if most <= 0:
            return None
        if most >= self.units:
            return self
        pieces = self.pieces
        text = "".join(pieces[:most]).rstrip("\n")
        rows = most - len(pieces)
        table = replace(self.table, rows=self.table.rows[:rows], total=()) if self.table and rows > 0 else None
        return replace(self, lines=tuple(text.split("\n")) if text else (), table=table)

    def part(self, first: int, stop: int) -> "Block | None":
        """The pieces from one up to another, for one of several sheets; the total stands under the last row alone."""
        first, stop = max(0, first), min(stop, self.units)
        if first >= stop:
            return None
        if (first, stop) == (0, self.units):
            return self
        pieces = self.pieces
        text, many = "".join(pieces[first:stop]).rstrip("\n"), len(pieces)
        rows = self.table.rows[max(0, first - many) : max(0, stop - many)] if self.table else ()
        total = self.table.total if self.table and stop == self.units else ()
        table = replace(self.table, rows=rows, total=total) if self.table and rows else None
        return replace(self, lines=tuple(text.split("\n")) if text else (), table=table)


@dataclass(frozen=True, slots=True)
class Address:
    """What shows through the window of an envelope."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """What is cut off at the foot of a letter, filled in and given back."""

    heading: str
    lines: tuple[str, ...]
    blanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `address` is where its QR code leads; `code` the check code as printed; `check_at` says in words
    where the code is typed in. `alike` says what its page says too: of the sheet alone, and of several together.
    `banner` is what must be read first (corrected, masked, taken down)."""

    over: str
    title: str
    under: tuple[str, ...] = ()
    banner: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    address: str = ""
    code: str = ""
    alike: tuple[str, str] = ("", "")
    check_at: str = ""
    foot: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    number: str = ""
    window: Address | None = None
    slip: Slip | None = None
    left_out: int = 0
    continues: str = ""

    @property
    def units(self) -> int:
        """Pieces that can be left out."""
        return sum(block.units for block in self.blocks if not block.keep)

    def cut(self, most: int) -> "Sheet":
        """The sheet with its first pieces only; what must stay stays. It says how many pieces went."""
        if most >= self.units:
            return self
        return replace(self, blocks=tuple(self._first(most)), left_out=self.units - max(0, most))

    def part(self, first: int, stop: int) -> "Sheet":
        """The pieces from one up to another; what must stay stands on the last of several sheets."""
        return replace(self, blocks=tuple(self._between(first, stop)))

    def folded(self, signs: float, many: int) -> "Sheet":
        """The same with its narrow tables in columns beside each other."""
        return replace(self, blocks=tuple(block.folded(signs, many) for block in self.blocks))

    def rows_between(self, first: int, stop: int) -> tuple[int, int] | None:
        """Which rows of its table, counted from one, stand between two pieces; None where there is not one table, none
        of its rows, or where one of them can stand on two sheets."""
        before, found = 0, list[tuple[int, int]]()
        for block in (one for one in self.blocks if not one.keep):
            if block.table:
                start = before + len(block.pieces)
                found.append((max(first, start) - start + 1, min(stop, before + block.units) - start))
            before += block.units
        if any(block.table and block.table.split for block in self.blocks):
            return None
        return found[0] if len(found) == 1 and found[0][0] <= found[0][1] else None

    def _between(self, first: int, stop: int) -> Iterator[Block]:
        ends, before = stop >= self.units, 0
        for block in self.blocks:
            if block.keep:
                part = block if ends else None
            else:
                part, before = block.part(first - before, stop - before), before + block.units
            if part:
                yield part

    def _first(self, most: int) -> Iterator[Block]:
        left = most
        for block in self.blocks:
            part = block if block.keep else block.cut(left)
            left -= 0 if block.keep else block.units
            if part:
                yield part


def pieces_of(text: str) -> Iterator[str]:
    """A text in pieces that can be printed or left out: sentences, and slices of what has no stop."""
    for sentence in SENTENCE.split(text):
        for start in range(0, len(sentence), LONGEST_PIECE):
            yield sentence[start : start + LONGEST_PIECE]


def in_sheets(rows: tuple[tuple[str, ...], ...], each: int) -> Iterable[tuple[tuple[str, ...], ...]]:
    """Rows for several numbered sheets; at least one sheet."""
    return [rows[start : start + each] for start in range(0, len(rows), each)] or [()]


@lru_cache(maxsize=1 << 16)
def width_of(text: str) -> float:
    """How wide a text is, in Chinese signs."""
    return sum(1 if unicodedata.east_asian_width(sign) in "WF" else 0.56 for sign in text)
