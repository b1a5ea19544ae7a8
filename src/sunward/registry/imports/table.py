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


class Lines:
    """The lines of a table as rows of cells. A row that cannot be read costs its first line alone: an open quotation
    mark swallows everything after it, and the faults there have to be told in the same run."""

    def __init__(self, text: str) -> None:
        first = text[: text.find("\n") + 1] or text
        self._separator = max(SEPARATORS, key=first.count)
        self._source = io.StringIO(text, newline="")
        self._begin_after(0)

    def _begin_after(self, lines: int) -> None:
        self._lines = lines
        self._reader = csv.reader(self._source, delimiter=self._separator, strict=True)

    def next(self) -> tuple[int, list[str] | csv.Error] | None:
        """The next row and the line on which it begins, or what is wrong with it; None after the last."""
        line, place = self._lines + self._reader.line_num + 1, self._source.tell()
        try:
            return line, next(self._reader)
        except StopIteration:
            return None
        except csv.Error as error:
            self._source.seek(place)
            self._source.readline()
            self._begin_after(line)
            return line, error


def rows(text: str, columns: Sequence[Column]) -> Iterator[Row | Problem]:
    """Every row that is in order, and everything that is wrong with the others. Empty lines are passed over.

    Raises:
        UnusableFile: when there is no heading at all, or one that cannot be read.
    """
    lines = Lines(text)
    heading = _heading(lines)
    if not heading:
        raise UnusableFile(_("The file is empty. The first line names the columns."))
    places, problems = _places([cell.strip() for cell in heading], columns)
    yield from problems
    if not problems:
        yield from _read_rows(lines, places, len(heading))


def _heading(lines: Lines) -> list[str] | None:
    first = lines.next()
    if first is None:
        return None
    if isinstance(first[1], csv.Error):
        raise UnusableFile(_("The first line cannot be read: a quotation mark is not closed."))
    return first[1]


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


def _read_rows(lines: Lines, places: dict[int, Column], width: int) -> Iterator[Row | Problem]:
    while found := lines.next():
        line, cells = found
        if isinstance(cells, csv.Error):
            told = _("cannot be read (%(error)s). Check the quotation marks.") % {"error": cells}
            yield Problem(line, _("row"), told)
        elif any(map(str.strip, cells)):
            yield from _read_row(line, cells, places, width)


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
