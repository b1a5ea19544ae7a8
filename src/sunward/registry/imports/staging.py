"""Reading a file into the staging tables, in small transactions that nobody waits for."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from sunward.kernel import clock
from sunward.kernel.acts import Unknown
from sunward.kernel.refs import new_id
from sunward.record.commitments import fields_root
from sunward.registry.imports import table
from sunward.registry.imports.kinds import Compare, Kind, kind_named
from sunward.registry.imports.problems import Problem
from sunward.registry.imports.sql import CHUNK, forget_rows, insert_rows, look_over
from sunward.registry.models import Import, StagedFile

SAMPLE = 10
PERSON = "number"  # the cell that holds the number of the person whom a row is about


@dataclass(frozen=True, slots=True)
class Staging:
    """What reading a file came to. `rows` counts those in order; `sample` are the first few, for a preview (they
    hold names: for the officer who brought the file, nobody else)."""

    kind: str
    community: str
    number: str | None
    rows: int
    problems: tuple[Problem, ...] = ()
    sample: tuple[dict[str, str], ...] = ()

    @property
    def ok(self) -> bool:
        return self.number is not None


@dataclass(slots=True)
class Reading:
    """A file being read: what was found wrong, and the commitments of the rows so far."""

    kind: Kind
    stored: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    commitments: list[bytes] = field(default_factory=list)
    sample: list[dict[str, str]] = field(default_factory=list)
    filled: set[str] = field(default_factory=set)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    compare: Compare = field(init=False)

    def __post_init__(self) -> None:
        self.stored = self.kind.stored
        self.compare = self.kind.comparing()

    def readable_rows(self, text: str) -> Iterator[table.Row]:
        """The rows whose cells could be read, so that faults across rows are found beside those of single ones;
        whatever is wrong is kept."""
        for row in table.rows(text, self.kind.columns):
            if isinstance(row, Problem):
                self.problems.append(row)
            else:
                self.problems += self.kind.check(row)
                self.problems += self._repeated(row)
                yield row

    def _repeated(self, row: table.Row) -> Iterator[Problem]:
        for name in self.kind.once:
            value = row.cells.get(name)
            if value is None:
                continue
            first = self.seen.setdefault((name, value), row.line)
            if first != row.line:
                told = _("stands in line %(line)d already.") % {"line": first}
                yield Problem(row.line, self.kind.heading(name), told)

    def staged(self, row: table.Row, file: int) -> list[Any]:
        """The row as `sql.insert_rows` takes it."""
        salt = secrets.token_hex(16)
        made = row_commitment(salt, row.cells)
        self.filled |= row.cells.keys()
        self.commitments.append(made)
        if len(self.sample) < SAMPLE:
            self.sample.append(row.cells)
        cells = row.cells | self.kind.derive(row)
        self.problems += self.compare(row.line, cells)
        return [file, row.line, salt, made, cells.get(PERSON, ""), *map(cells.get, self.stored)]


def row_commitment(salt: str, cells: dict[str, str]) -> bytes:
    """The record's commitment to a field `row`. Texts alone, under plain names, need no RFC 8785 library: sorted
    keys and no spaces are its form, and a test holds the two equal."""
    canonical = json.dumps(["row", salt, cells], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(b"field/v1\0" + canonical.encode()).digest()


def stage(stream: BinaryIO | bytes, kind: str, community: str) -> Staging:
    """Read a file and keep its rows ready. A file with anything wrong leaves no row behind.

    Raises:
        Unknown: when there is no such kind.
        UnusableFile: when it cannot be read as a table.
    """
    data = stream if isinstance(stream, bytes) else stream.read()
    reading = Reading(kind_named(kind))
    file = StagedFile.objects.create(
        number=new_id(12), community_code=community, kind=kind, staged_at=clock.now(),
        sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip
    try:
        _stage_rows(reading, table.decoded(data), file)
        reading.problems += _whole(reading, file)
    except BaseException:
        discard(file)
        raise
    return _answer(reading, file)


def _stage_rows(reading: Reading, text: str, file: StagedFile) -> None:
    """Insert chunk by chunk, also after the first fault: what the rows are compared with lies in the database."""
    rows = reading.readable_rows(text)
    while chunk := list(islice(rows, CHUNK)):
        insert_rows([reading.staged(row, file.pk) for row in chunk])
    look_over()


def _whole(reading: Reading, file: StagedFile) -> list[Problem]:
    """What is wrong with the file as a whole; one without a row has nothing to import."""
    if not reading.commitments:
        return [] if reading.problems else [Problem(1, _("file"), _("has no row under its heading."))]
    return list(reading.kind.conflicts(file))


def _answer(reading: Reading, file: StagedFile) -> Staging:
    if reading.problems:
        discard(file)
        in_order = tuple(sorted(reading.problems, key=lambda problem: problem.line))
        return Staging(file.kind, file.community_code, None, 0, in_order)
    file.rows = len(reading.commitments)
    file.filled = sorted(reading.filled)
    file.root = fields_root(reading.commitments).hex()
    file.save()
    return Staging(file.kind, file.community_code, file.number, file.rows, (), tuple(reading.sample))


def staged(number: str) -> Staging:
    """A file that was staged in an earlier request, ready to be confirmed; without its sample.

    Raises:
        Unknown: when it is not there any more.
    """
    file = StagedFile.objects.filter(number=number).exclude(rows=0).first()
    if file is None:
        raise Unknown(f"There is no staged file {number}.")
    return Staging(file.kind, file.community_code, file.number, file.rows)


def discard(file: StagedFile) -> None:
    """Take a staged file back, in small transactions."""
    forget_rows(file)
    StagedFile.objects.filter(pk=file.pk).delete()


def discard_unconfirmed(before: datetime) -> int:
    """Take back every file staged before a moment that nobody has confirmed (names do not wait in a corner).
    Returns how many."""
    moved = Import.objects.values("number")
    files = list(StagedFile.objects.filter(staged_at__lt=before).exclude(number__in=moved))
    for file in files:
        discard(file)
    return len(files)
