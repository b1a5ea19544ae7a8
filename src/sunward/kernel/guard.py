"""The connection-level guard: no write reaches a domain table except through the door.

Django hands every statement of every connection to `refuse_writes_outside_acts`. Outside an act only the
listed exceptions may be written: sign-in, sessions, rows staged for an import, the record's own tables (which the
database itself keeps append-only) and migrations. Admin pages, management commands, `update()` and raw SQL are
all stopped here.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.backends.utils import CursorWrapper

EXCEPTIONS = ("accounts_", "account_", "auth_", "django_", "mfa_", "record_", "registry_staged")

PAST_THE_WRAPPERS = frozenset({"copy", "executescript", "stream"})  # the drivers' own ways to run statements

_open: ContextVar[bool] = ContextVar("door_open", default=False)
_text = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)
_harmless = re.compile(
    r"[\s(]*(SELECT|EXPLAIN\s+(QUERY\s+PLAN\s+)?SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET\s+(TRANSACTION|CONSTRAINTS)|SHOW)\b",
    re.IGNORECASE,
)
# `PRAGMA name(value)` sets what `PRAGMA name = value` sets, except for those that only look.
_reading_pragma = re.compile(
    r"\s*PRAGMA\s+(\w+\s*$|(\w+_x?info|\w+_list|\w+_check|wal_checkpoint|max_page_count)\s*\()", re.IGNORECASE
)
# Backslashes, dollar quotes, comments that may be nested, names in quotes that are more than a word.
_odd_quotes = re.compile(r"""\\|\$\w*\$|/\*|"[^"]*[^\w"][^"]*\"""")
# A SELECT that changes something on PostgreSQL: settings (they can switch triggers off), sequences, large objects,
# other servers; and one that makes a table.
_setting = re.compile(r"\b(set_config|setval|lo_\w+|dblink\w*)\s*\(", re.IGNORECASE)
_making = re.compile(r"\bINTO\b", re.IGNORECASE)
_target = re.compile(
    r'\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM|ANALYZE)\s+"?(\w+)\b"?(?!\s*\.)',
    re.IGNORECASE,
)


class OutsideTheDoor(PermissionError):
    """A write to a domain table that did not come through an act."""


@contextmanager
def door_open() -> Iterator[None]:
    """Let the block write domain tables. Used by the door alone, and by migrations."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def writes_domain_tables(sql: str) -> bool:
    """Whether a statement could change a table that only acts may change; when in doubt, it could."""
    bare = _text.sub("''", sql).strip().rstrip(";")
    # Among quotes of kinds that are not told apart here, every semicolon may end a statement.
    parts = (sql if _odd_quotes.search(sql) else bare).strip().rstrip(";").split(";")
    if len(parts) > 1:
        return any(writes_domain_tables(part) for part in parts if part.strip())
    if _reading_pragma.match(bare) or (_harmless.match(bare) and not _setting.search(sql) and not _making.search(bare)):
        return False
    found = _target.match(bare)
    return not (found and found.group(1).startswith(EXCEPTIONS))


def refuse_writes_outside_acts(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Execute wrapper for every connection.

    Raises:
        OutsideTheDoor: for a write to a domain table while no act is under way.
    """
    if not _open.get() and writes_domain_tables(str(sql)):
        raise OutsideTheDoor(f"Only an act may change this: {str(sql)[:90]}")
    return execute(sql, params, many, context)


class GuardedCursor(CursorWrapper):
    """A cursor whose driver's shortcuts, which no execute wrapper sees, are closed as well."""

    def __getattr__(self, name: str) -> Any:
        if name in PAST_THE_WRAPPERS and not _open.get():
            raise OutsideTheDoor(f"Only an act may change anything; {name} is closed.")
        return super().__getattr__(name)


def guard_connection(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Put the guard on a connection that has just been opened."""
    if refuse_writes_outside_acts not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_writes_outside_acts)
    connection.make_cursor = lambda cursor: GuardedCursor(cursor, connection)  # type: ignore[method-assign]


def install() -> None:
    """Guard every connection from now on."""
    connection_created.connect(guard_connection, dispatch_uid="sunward.kernel.guard")
