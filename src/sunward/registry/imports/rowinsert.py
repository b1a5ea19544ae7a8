"""The statements on many rows at once, which the ORM cannot say or would take too long over."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.db import connection

from sunward.registry.models import StagedFile

COLUMNS = ("file_id", "line", "cells", "salt", "commitment", "person")
CHUNK = 5_000


def insert_rows(rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert staged rows; values in the order of `COLUMNS`."""
    places = ", ".join(["%s"] * len(COLUMNS))
    sql = f"INSERT INTO registry_stagedrow ({', '.join(COLUMNS)}) VALUES ({places})"  # noqa: S608 - constants
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def cell(name: str) -> str:
    """SQL for a cell of a staged row `r` as text; NULL where it was left empty."""
    return f"(r.cells ->> '{name}')"


def day_cell(name: str) -> str:
    """SQL for a cell that holds a day."""
    return f"CAST({cell(name)} AS date)" if connection.vendor == "postgresql" else cell(name)


def move(sql: str, *parameters: Any) -> int:
    """Run one INSERT ... SELECT; returns how many rows it made."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def forget_cells(file: StagedFile) -> None:
    """Empty the cells of a file that has been moved in, in small transactions; salts and commitments stay."""
    starts = [*file.staged.order_by("pk").values_list("pk", flat=True)[::CHUNK], None]
    for first, following in pairwise(starts):
        part = file.staged.filter(pk__gte=first)
        (part if following is None else part.filter(pk__lt=following)).update(cells={})
