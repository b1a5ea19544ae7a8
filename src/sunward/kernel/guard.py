"""The connection-level guard: no write reaches a domain table except through the door.

Outside an act only the listed exceptions may be written: sign-in, sessions, rows staged for an import, and migrations.
The sequencer, which runs outside acts, moves entries from the outbox into the log and writes nothing else. Admin pages,
management commands, `update()` and raw SQL are all stopped here, three times over: Django hands every statement to
`refuse_writes_outside_acts`; the driver's own cursors (`connection.connection.execute(...)`) are `GuardedStatements`;
and SQLite asks `authorize` when it prepares a statement, whoever handed it in. What none of them can stop is said in
SECURITY.md.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from functools import cache, lru_cache
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

EXCEPTIONS = ("accounts_", "account_", "auth_", "django_", "mfa_", "registry_staged")
# What takes a waiting entry into its log. It never puts one into the outbox: whatever waits there was left by an act.
SEQUENCING = frozenset(
    {
        ("INSERT", "record_logentry"),
        *(("INSERT", "record_tile"), ("UPDATE", "record_tile")),
        *(("INSERT", "record_loghead"), ("UPDATE", "record_loghead")),
        ("INSERT", "record_checkpoint"),
        ("DELETE", "record_outbox"),
    }
)

LONGEST_KEPT = 4_000  # letters of a statement whose verdict is kept: the long ones are many rows, and seldom the same

_open: ContextVar[bool] = ContextVar("door_open", default=False)
_sequencing: ContextVar[bool] = ContextVar("sequencing", default=False)
_text = re.compile(r"'(?:[^']|'')*'|--[^\n\r]*|/\*.*?\*/", re.DOTALL)
_harmless = re.compile(
    r"[\s(]*(SELECT|EXPLAIN\s+(QUERY\s+PLAN\s+)?SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET\s+(TRANSACTION|CONSTRAINTS)|SHOW)\b",
    re.IGNORECASE,
)
# `PRAGMA name(value)` sets what `PRAGMA name = value` sets, except for those that only look.
LOOKING = r"(\w+_x?info|\w+_list|\w+_check|wal_checkpoint|max_page_count)"
_reading_pragma = re.compile(rf"\s*PRAGMA\s+(\w+\s*$|{LOOKING}\s*\()", re.IGNORECASE)
_looking = re.compile(LOOKING, re.IGNORECASE)
# Backslashes, dollar quotes, comments that may be nested, names in quotes that are more than a word.
_odd_quotes = re.compile(r"""\\|\$\w*\$|/\*|"[^"]*[^\w"][^"]*\"""")
# A SELECT that changes something on PostgreSQL: settings (they can switch triggers off), sequences, large objects,
# other servers; and one that makes a table. The names alone are enough: between name and bracket there can be quotes,
# comments, anything; an escape can spell them, and is a doubt.
_setting = re.compile(r"set_config|setval|\blo_\w+|\bdblink|U&", re.IGNORECASE)
_making = re.compile(r"\bINTO\b", re.IGNORECASE)
_target = re.compile(
    r"\s*(?P<verb>INSERT(?=(?:\s+OR\s+\w+)?\s+INTO)|REPLACE(?=\s+INTO)|UPDATE|DELETE(?=\s+FROM)|ANALYZE)"
    r'(?:\s+OR\s+\w+)?(?:\s+(?:INTO|FROM))?\s+"?(?P<table>\w+)\b"?(?!\s*\.)',
    re.IGNORECASE,
)


class OutsideTheDoor(PermissionError):
    """A write to a domain table that did not come through an act."""


class Needs(IntEnum):
    """Who may run a statement: anybody, the sequencer, an act."""

    NOTHING = 0
    SEQUENCER = 1
    DOOR = 2


@contextmanager
def door_open() -> Iterator[None]:
    """Let the block write domain tables. Used by the door alone, and by migrations."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


@contextmanager
def sequencing() -> Iterator[None]:
    """Let the block move entries from the outbox into their log. Used by the sequencer alone."""
    token = _sequencing.set(True)
    try:
        yield
    finally:
        _sequencing.reset(token)


def needs(sql: str) -> Needs:
    """Who must be at work for a statement to run; when in doubt, an act."""
    bare = _text.sub("''", sql).strip().rstrip(";")
    # Among quotes of kinds that are not told apart here, every semicolon may end a statement.
    parts = (sql if _odd_quotes.search(sql) else bare).strip().rstrip(";").split(";")
    if len(parts) > 1:
        return max((needs(part) for part in parts if part.strip()), default=Needs.NOTHING)
    if _reading_pragma.match(bare) or (_harmless.match(bare) and not _setting.search(sql) and not _making.search(bare)):
        return Needs.NOTHING
    found = _target.match(bare)
    if found and found["table"].startswith(EXCEPTIONS):
        return Needs.NOTHING
    return Needs.SEQUENCER if found and (found["verb"].upper(), found["table"]) in SEQUENCING else Needs.DOOR


@lru_cache(maxsize=1_000)
def _verdict(sql: str) -> Needs:
    return needs(sql)


@lru_cache(maxsize=1_000)
def _for_sqlite(sql: str) -> str:
    """Django's `%s` as SQLite's `?`: to rewrite a text costs as much as to run it."""
    return SQLiteCursorWrapper.convert_query(None, sql)  # type: ignore[arg-type]


def refuse(sql: str) -> None:
    """Stop a statement that only an act may run.

    Raises:
        OutsideTheDoor: for a write to a domain table while no act is under way.
    """
    if _open.get():
        return
    needed = _verdict(sql) if len(sql) < LONGEST_KEPT else needs(sql)
    if needed > (Needs.SEQUENCER if _sequencing.get() else Needs.NOTHING):
        raise OutsideTheDoor(f"Only an act may change this: {sql[:90]}")


def refuse_writes_outside_acts(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Execute wrapper for every connection.

    Raises:
        OutsideTheDoor: for a write to a domain table while no act is under way.
    """
    refuse(str(sql))
    return execute(sql, params, many, context)


class GuardedStatements:
    """Put before a driver's cursor class: each way of running a statement looks at it first."""

    def execute(self, sql: Any, *args: Any, **options: Any) -> Any:
        refuse(self._text(sql))
        return super().execute(sql, *args, **options)  # type: ignore[misc]

    def executemany(self, sql: Any, *args: Any, **options: Any) -> Any:
        refuse(self._text(sql))
        return super().executemany(sql, *args, **options)  # type: ignore[misc]

    def executescript(self, sql: Any) -> Any:
        refuse(self._text(sql))
        return super().executescript(sql)  # type: ignore[misc]

    def copy(self, sql: Any, *args: Any, **options: Any) -> Any:
        refuse(self._text(sql))
        return super().copy(sql, *args, **options)  # type: ignore[misc]

    def stream(self, sql: Any, *args: Any, **options: Any) -> Any:
        refuse(self._text(sql))
        return super().stream(sql, *args, **options)  # type: ignore[misc]

    def convert_query(self, query: str, *, param_names: Any = None) -> Any:
        if param_names is None and len(query) < LONGEST_KEPT:
            return _for_sqlite(query)
        return super().convert_query(query, param_names=param_names)  # type: ignore[misc]

    def _text(self, sql: Any) -> str:
        if isinstance(sql, bytes):
            return sql.decode("utf-8", "replace")
        return sql if isinstance(sql, str) else str(sql.as_string(self))  # psycopg's own, put together from parts


@cache
def guarded(cursor: type) -> type:
    """The driver's cursor class with the guard before it."""
    return cursor if issubclass(cursor, GuardedStatements) else type("Guarded", (GuardedStatements, cursor), {})


class GuardedConnection(sqlite3.Connection):
    """SQLite's connection, whose cursors are guarded from the moment at which Django has opened and set it up."""

    guarded = False

    def cursor(self, factory: Any = sqlite3.Cursor) -> Any:
        return super().cursor(guarded(factory) if self.guarded else factory)

    # The driver's shortcuts make a cursor of their own kind, past `cursor`.
    def execute(self, *args: Any) -> Any:
        return self.cursor().execute(*args)

    def executemany(self, *args: Any) -> Any:
        return self.cursor().executemany(*args)

    def executescript(self, script: Any) -> Any:
        return self.cursor().executescript(script)

    def blobopen(self, table: str, *args: Any, **options: Any) -> Any:
        refuse(f"UPDATE {table}")
        return super().blobopen(table, *args, **options)

    def deserialize(self, *args: Any, **options: Any) -> Any:
        refuse("deserialize")
        return super().deserialize(*args, **options)


WRITING = {  # a schema is a table as well
    sqlite3.SQLITE_INSERT: "INSERT",
    sqlite3.SQLITE_UPDATE: "UPDATE",
    sqlite3.SQLITE_DELETE: "DELETE",
}
ATTACHING = frozenset({sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH})


def authorize(action: int, subject: str | None, value: str | None, *_where: str | None) -> int:
    """SQLite's question while it prepares a statement. One that was prepared in an act is kept and not asked about
    again; that its text is looked at each time is the cursors' part."""
    if action in WRITING:
        moved = _sequencing.get() and (WRITING[action], subject) in SEQUENCING
        allowed = moved or (subject or "").startswith(EXCEPTIONS)
    elif action == sqlite3.SQLITE_PRAGMA:
        allowed = value is None or _looking.fullmatch(subject or "") is not None
    else:
        allowed = action not in ATTACHING
    return sqlite3.SQLITE_OK if allowed or _open.get() else sqlite3.SQLITE_DENY


def guard_connection(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Put the guard on a connection that has just been opened.

    Raises:
        TypeError: when its driver is one that nobody has thought of.
    """
    if refuse_writes_outside_acts not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_writes_outside_acts)
    driver = connection.connection
    if isinstance(driver, GuardedConnection):
        driver.guarded = True
        driver.set_authorizer(authorize)
    elif connection.vendor == "postgresql":
        driver.cursor_factory = guarded(driver.cursor_factory)
        driver.server_cursor_factory = guarded(driver.server_cursor_factory)
    else:
        raise TypeError(f"{type(driver)} is not guarded")


def install() -> None:
    """Guard every connection from now on."""
    for each in connections.all():
        if each.vendor == "sqlite":
            each.settings_dict["OPTIONS"]["factory"] = GuardedConnection
    connection_created.connect(guard_connection, dispatch_uid="sunward.kernel.guard")
