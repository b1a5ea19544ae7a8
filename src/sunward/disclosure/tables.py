"""The table of a publication: `{"columns": [{"zh", "en", "personal", "door"}], "rows": [[...]]}`."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text
from sunward.registry.queries import plain_door

DOORS = frozenset({"门牌", "门牌号", "户", "户号", "door", "household"})
NAMES, MARKS = frozenset({"zh", "en"}), frozenset({"personal", "door"})  # of a column: what it is called, yes or no
HEADS_NAMES = re.compile(r"姓名|户主|名字")  # of 名称 a firm or a project has one
NAMES_IN_ENGLISH = frozenset({"name", "names", "full name", "head of household", "householder"})
LARGEST = 2**53 - 1  # the record writes no whole number beyond it
NO_COLUMNS = Text(
    "表格只有栏目（columns）和各行（rows）。每栏有 zh 和 en 两个名称，都是不空的文字；"
    "可以再写 personal、door，是 true 或 false。",
    "A table has columns and rows, and nothing else. A column has its names zh and en, texts that are not empty; it "
    "may have personal and door, true or false.",
)
ROW = Text(
    "第 {line} 行应有 {width} 格，每格是文字或整数；超过 16 位的数写成文字。",
    "Row {line} must have {width} cells, each a text or a whole number; one beyond 2**53 is written as text.",
)
CELL, HEADING = 300, 100  # letters: what is longer is a text, and no column of a noticeboard has room for it
LONG_CELL = Text(
    "第 {line} 行有一格超过 {most} 个字。每格最多 {most} 个字，长的写在正文里，或者分成几行。",
    "Row {line} has a cell of more than {most} letters. A cell takes {most} at most: write more into the text, or into "
    "several rows.",
)
LONG_HEADING = Text(
    "有一栏的名称超过 {most} 个字。栏目名称最多 {most} 个字。",
    "A heading has more than {most} letters. It takes {most} at most.",
)


def table_problem(table: Mapping[str, Any] | None) -> Text | None:
    """What is wrong with a table, and what is accepted; None when it can be shown."""
    if table is None:
        return None
    columns, rows = table.get("columns"), table.get("rows")
    if set(table) != {"columns", "rows"} or not isinstance(columns, list) or not isinstance(rows, list):
        return NO_COLUMNS
    if not columns or not all(_is_column(column) for column in columns):
        return NO_COLUMNS
    if any(len(str(column[language])) > HEADING for column in columns for language in ("zh", "en")):
        return LONG_HEADING.fill(most=HEADING)
    wrong = (line for line, row in enumerate(rows, 1) if not _is_row(row, len(columns)))
    line = next(wrong, None)
    if line:
        return ROW.fill(line=line, width=len(columns))
    long = next((line for line, row in enumerate(rows, 1) if any(len(str(cell)) > CELL for cell in row)), None)
    return LONG_CELL.fill(line=long, most=CELL) if long else None


def door_columns(columns: Sequence[dict[str, Any]]) -> tuple[int, ...]:
    """Which columns say whose row it is: marked as such in the table, or headed with the usual word."""
    marked = [place for place, column in enumerate(columns) if column.get("door")]
    named = [place for place, column in enumerate(columns) if DOORS & {column["zh"], str(column["en"]).lower()}]
    return tuple(marked or named)


def personal_columns(table: Mapping[str, Any]) -> frozenset[int]:
    """Which columns name people, by what whoever made the table marked as such."""
    return frozenset(place for place, column in enumerate(table["columns"]) if column.get("personal"))


def starred_in(newer: Mapping[str, Any] | None, table: Mapping[str, Any]) -> frozenset[int]:
    """Which columns of a table a newer one marks as naming people: those under the same heading. One whose heading the
    newer table does not have is taken for a marked one where it is headed as names, or says what that says."""
    stars = personal_columns(newer) if newer else frozenset()
    if newer is None or not stars:
        return frozenset()
    said = {cell for place in stars for cell in _cells(newer, place)}
    gone = _not_in(newer, table)
    alike = {at for at in gone if heads_names(table["columns"][at]) or not said.isdisjoint(_cells(table, at))}
    return frozenset(_under(stars, newer, table) | alike)


def names_left_out(newer: Mapping[str, Any] | None, table: Mapping[str, Any]) -> frozenset[int]:
    """Which columns of a table are headed as names, where a newer one has no such column."""
    if newer is None or any(heads_names(column) for column in newer["columns"]):
        return frozenset()
    return frozenset(at for at in _not_in(newer, table) if heads_names(table["columns"][at]))


def shown_in(newer: Mapping[str, Any] | None, table: Mapping[str, Any]) -> frozenset[int]:
    """Which columns of a table a newer one has in clear under the same heading, where it has all of its rows as they
    were, with every column: figures in clear beside nobody's door open none beside theirs. None that is headed as
    names: whoever forgets its star once more opens nothing."""
    if newer is None:
        return frozenset()
    places = {at: new for new in range(len(newer["columns"])) for at in _under({new}, newer, table)}
    if len(places) < len(table["columns"]) or not _rows(table, places) <= _rows(newer, places.values()):
        return frozenset()
    clear = (at for at, new in places.items() if new not in personal_columns(newer))
    return frozenset(at for at in clear if not heads_names(table["columns"][at]))


def _under(places: Collection[int], newer: Mapping[str, Any], table: Mapping[str, Any]) -> set[int]:
    """Which columns of a table have a heading of these of another."""
    heads = {head for place in places for head in _headings(newer["columns"][place])}
    return {at for at, column in enumerate(table["columns"]) if not heads.isdisjoint(_headings(column))}


def _not_in(other: Mapping[str, Any], table: Mapping[str, Any]) -> list[int]:
    """Which columns of a table have a heading that another does not have."""
    known = _under(range(len(other["columns"])), other, table)
    return [at for at in range(len(table["columns"])) if at not in known]


def _headings(column: Mapping[str, Any]) -> set[str]:
    return {same_spelling(str(column[language])) for language in NAMES}


def _rows(table: Mapping[str, Any], places: Iterable[int]) -> set[tuple[str, ...]]:
    wanted = list(places)
    return {tuple(same_spelling(str(row[place])) for place in wanted) for row in table["rows"]}


def _cells(table: Mapping[str, Any], place: int) -> set[str]:
    return {cell for row in table["rows"] if (cell := same_spelling(str(row[place])))}


def unmarked_names(table: Mapping[str, Any] | None) -> int:
    """How many columns are headed as names, and are not marked as such."""
    columns = table["columns"] if table else []
    return sum(heads_names(column) and not column.get("personal") for column in columns)


def heads_names(column: Mapping[str, Any]) -> bool:
    """Whether a column is headed as names."""
    zh, en = str(column["zh"]), str(column["en"])
    english = {one.strip().lower() for one in (zh, en)} & NAMES_IN_ENGLISH
    return bool(HEADS_NAMES.search(zh) or (english and "名称" not in zh))


def doors_of(table: Mapping[str, Any] | None) -> frozenset[str]:
    """The doors whose rows stand in a table, however a keyboard wrote their digits. Which doors of the register they
    mean it knows alone (`registry.doors_named`): 7栋702室 is 7-702 there."""
    if table is None:
        return frozenset()
    places = door_columns(table["columns"])
    return frozenset(door for cells in table["rows"] for place in places if (door := plain_door(str(cells[place]))))


def _is_column(column: Any) -> bool:
    """Everything in it is read by somebody: a name that is no text leaves a page that nobody can open."""
    if not isinstance(column, dict) or not NAMES <= set(column) <= NAMES | MARKS:
        return False
    names, marks = (column[name] for name in NAMES), (column[mark] for mark in MARKS & set(column))
    return all(isinstance(name, str) and name.strip() for name in names) and all(type(one) is bool for one in marks)


def _is_row(row: Any, width: int) -> bool:
    """Amounts are texts here as everywhere in JSON: a float is not exact."""
    return isinstance(row, list | tuple) and len(row) == width and all(_is_cell(cell) for cell in row)


def _is_cell(cell: Any) -> bool:
    return isinstance(cell, str) or (type(cell) is int and abs(cell) <= LARGEST)
