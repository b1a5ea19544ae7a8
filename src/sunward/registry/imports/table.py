"""From the bytes of a file to rows of cells: encoding, separator, headings."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunward.registry.imports.columns import Column
from sunward.registry.imports.problems import Problem, UnusableFile

SEPARATORS = ",;\t，"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ZIP = b"PK\x03\x04"  # what an .xlsx file begins with
LARGEST = 200 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line by column name; empty ones are left out."""

    line: int
    cells: dict[str, str]


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8 (with or without a mark) or in GBK / GB 18030.

    Raises:
        UnusableFile: for anything else, and for files above 200 MB.
    """
    if len(data) > LARGEST:
        raise UnusableFile(_("The file is larger than 200 MB. Split it."))
    if data.startswith(ZIP):
        raise UnusableFile(_("This is a spreadsheet, not CSV. In the spreadsheet choose “Save as”, then CSV."))
    if not data.startswith(UTF_16):
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise UnusableFile(_("The file is neither UTF-8 nor GBK. Save it as “CSV UTF-8”."))


def rows(text: str, columns: Sequence[Column]) -> Iterator[Row | Problem]:
    """Every row that is in order, and everything that is wrong with the others. Empty lines are passed over.

    Raises:
        UnusableFile: when there is no heading at all, or one that cannot be read.
    """
    reader = _reader(text)
    heading = _heading(reader)
    if not heading:
        raise UnusableFile(_("The file is empty. The first line names the columns."))
    places, problems = _places([cell.strip() for cell in heading], columns)
    yield from problems
    if not problems:
        yield from _read_rows(reader, places, len(heading))


def _heading(reader: "Iterator[list[str]]") -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error:
        raise UnusableFile(_("The first line cannot be read: a quotation mark is not closed.")) from None


def _reader(text: str) -> "Iterator[list[str]]":
    first = text[: text.find("\n") + 1] or text
    separator = max(SEPARATORS, key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _places(heading: list[str], columns: Sequence[Column]) -> tuple[dict[int, Column], list[Problem]]:
    """Which column stands where; what is unknown, twice or missing."""
    accepted = ", ".join(str(column.heading) for column in columns)
    places: dict[int, Column] = {}
    problems: list[Problem] = []
    for place, name in enumerate(heading):
        column = next((each for each in columns if each.is_called(name)), None)
        if column is None:
            if name:
                problems.append(Problem(1, name, _("unknown column. Accepted: %(names)s.") % {"names": accepted}))
        elif column in places.values():
            problems.append(Problem(1, name, _("stands there twice.")))
        else:
            places[place] = column
    missing = [column for column in columns if column.required and column not in places.values()]
    problems += [Problem(1, str(column.heading), _("this column is missing.")) for column in missing]
    return places, problems


def _read_rows(reader: "Iterator[list[str]]", places: dict[int, Column], width: int) -> Iterator[Row | Problem]:
    line = 1
    while True:
        line = _line_after(reader)
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            told = _("cannot be read (%(error)s). Check the quotation marks.") % {"error": error}
            yield Problem(line, _("row"), told)
            return
        if any(map(str.strip, cells)):
            yield from _read_row(line, cells, places, width)


def _line_after(reader: "Iterator[list[str]]") -> int:
    """The line on which the next row begins."""
    number: int = reader.line_num  # type: ignore[attr-defined]
    return number + 1


def _read_row(line: int, cells: list[str], places: dict[int, Column], width: int) -> Iterator[Row | Problem]:
    if len(cells) > width and any(map(str.strip, cells[width:])):
        yield Problem(line, _("row"), _("has %(count)d cells; the heading has %(width)d.") %
                      {"count": len(cells), "width": width})  # fmt: skip
        return
    read: dict[str, str] = {}
    problems: list[Problem] = []
    for place, column in places.items():
        cell = cells[place].strip() if place < len(cells) else ""
        if not cell:
            if column.required:
                problems.append(Problem(line, str(column.heading), _("is empty.")))
            continue
        try:
            read[column.name] = column.read(cell)
        except ValidationError as error:
            problems.append(Problem(line, str(column.heading), " ".join(error.messages)))
    if problems:
        yield from problems
    else:
        yield Row(line, read)
