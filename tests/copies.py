"""Copies of the test database (SQLite): what is made once, or destroyed, without anybody else noticing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection


def copy_database(to: Path) -> None:
    """The database as it stands, in another file."""
    connection.ensure_connection()
    with closing(sqlite3.connect(to)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = WAL")


@contextmanager
def standing_on(database: Path, timeout: float = 20) -> Iterator[None]:
    """This process runs on the copy meanwhile; a lock is waited for that many seconds."""
    assert not connection.in_atomic_block, "a test's transaction has begun on another database"
    before, options = connection.settings_dict["NAME"], connection.settings_dict["OPTIONS"]
    connection.close()
    connection.settings_dict |= {"NAME": str(database), "OPTIONS": options | {"timeout": timeout}}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= {"NAME": before, "OPTIONS": options}
