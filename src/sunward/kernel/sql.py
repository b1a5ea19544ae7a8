"""Plain SQL for the few questions that every act or every reader asks: building the same query anew costs more than
answering it. Both drivers give days and yes-or-no as Python has them; an amount comes as stored, in fen."""

from collections.abc import Sequence
from typing import Any

from django.db import connection


def rows(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All rows of a fixed SELECT; the parameters are bound, never written into the text."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def exists(sql: str, parameters: Sequence[Any]) -> bool:
    """Whether a fixed SELECT finds anything."""
    return bool(rows(f"{sql} LIMIT 1", parameters))
