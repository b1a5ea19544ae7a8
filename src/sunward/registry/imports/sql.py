"""The statements on many staged rows at once, which the ORM cannot say or would take too long over.

A row's cells lie in columns of text by place, because taking them out of JSON would be half of the time for which a
large import holds up every other writer.
"""

import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from django.db import connection, transaction

from sunward.registry.models import StagedFile
from sunward.registry.models.imports import CELLS

FIXED = ("file_id", "line", "salt", "commitment", "person")
CELL_COLUMNS = tuple(f"cell_{place}" for place in range(CELLS))
CHUNK = 2_000  # rows a transaction: some tens of milliseconds
PAUSE = 0.01  # seconds; on SQLite a waiting writer only gets in while nobody holds the lock
LONG_PAUSE = 0.15  # seconds; SQLite's waiters look again every tenth of a second

IMPORTS = 0x53756E69  # the first half of the advisory locks' names; any number that nothing else uses


def let_others_in(seconds: float = PAUSE) -> None:
    """Let other writers in between two transactions."""
    time.sleep(seconds)


def insert_rows(rows: Sequence[Sequence[Any]]) -> None:
    """Insert staged rows in a transaction of their own; each is the values of `FIXED`, then the cells by place."""
    columns = [*FIXED, *CELL_COLUMNS[: len(rows[0]) - len(FIXED)]]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a list for each column: half of the server's work
            lists = ", ".join(f"%s::{_type(column)}[]" for column in columns)
            insert = f"{_into(columns)} SELECT * FROM unnest({lists})"  # noqa: S608 - constants
            cursor.execute(insert, [*map(list, zip(*rows, strict=True))])
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"{_into(columns)} VALUES ({places})", rows)
    let_others_in()


def _into(columns: Sequence[str]) -> str:
    return f"INSERT INTO registry_stagedrow ({', '.join(columns)})"


def _type(column: str) -> str:
    return {"file_id": "bigint", "line": "integer", "commitment": "bytea"}.get(column, "text")


def look_over() -> None:
    """Tell PostgreSQL's planner how many rows are staged: it would guess two hundred, and join a hundred thousand by
    loops. Nobody waits for this."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE registry_stagedrow")


def as_day(cell: str) -> str:
    """SQL for a cell that holds a day."""
    return f"CAST({cell} AS date)" if connection.vendor == "postgresql" else cell


def hold_imports(community: int) -> None:
    """Keep other imports of a community out until this transaction ends. On SQLite all writers are kept out anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [IMPORTS, community])


def select(sql: str, *parameters: Any) -> Iterator[tuple[Any, ...]]:
    """The rows that a SELECT finds."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        yield from cursor.fetchall()


def move(sql: str, *parameters: Any) -> int:
    """Run one INSERT ... SELECT; returns how many rows it made."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def forget_cells(file: StagedFile) -> None:
    """Empty the cells of a file that has been moved in, in small transactions; salts and commitments stay."""
    let_others_in(LONG_PAUSE)
    for first, following in _chunks(file):
        _run(f"UPDATE registry_stagedrow SET {_nothing}", file, first, following)  # noqa: S608 - constants


def forget_rows(file: StagedFile) -> None:
    """Delete the rows of a file that will not be moved in, in small transactions."""
    for first, following in _chunks(file):
        _run("DELETE FROM registry_stagedrow", file, first, following)


_nothing = ", ".join(f"{column} = NULL" for column in CELL_COLUMNS)


def _chunks(file: StagedFile) -> Iterator[tuple[int, int]]:
    ids = list(file.staged.order_by("pk").values_list("pk", flat=True))
    return pairwise([*ids[::CHUNK], ids[-1] + 1] if ids else [])


def _run(sql: str, file: StagedFile, first: int, following: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} WHERE file_id = %s AND id >= %s AND id < %s", [file.pk, first, following])
    let_others_in()
