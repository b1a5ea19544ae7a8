"""Plain INSERT statements for the two places where the ORM costs more than the work: each act, and the sequencer.

The statement is derived from the model, once; values come in the order of its fields, ready for the database.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from itertools import chain
from typing import Any, cast

from django.db import connection, models

PARAMETERS = 900  # SQLite's oldest limit is 999


def insert(model: type[models.Model], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert the rows; the model's automatic id is left to the database."""
    start, group = _statement(model)
    with connection.cursor() as cursor:
        for part in _parts(rows):
            cursor.execute(start + ", ".join([group] * len(part)), list(chain.from_iterable(part)))


def as_time(at: datetime | None) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def as_day(day: date | None) -> Any:
    return connection.ops.adapt_datefield_value(day)


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def _statement(model: type[models.Model]) -> tuple[str, str]:
    columns = [cast("str", field.column) for field in model._meta.concrete_fields if not field.primary_key]
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    table = connection.ops.quote_name(model._meta.db_table)
    group = f"({', '.join(['%s'] * len(columns))})"
    return f"INSERT INTO {table} ({quoted}) VALUES ", group  # noqa: S608 - names come from the model


def _parts(rows: Sequence[tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    step = PARAMETERS // len(rows[0]) if rows else 1
    return (rows[at : at + step] for at in range(0, len(rows), step))
