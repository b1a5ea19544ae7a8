"""Text where bytes belong, in the outbox. SQLite refuses it; a database that is older, or whose owner dropped the
trigger, may hold it. It stops one log, in words, and neither the sequencer nor the other logs."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from sunward.kernel.guard import door_open
from sunward.record.models import LogEntry, Outbox, Tile
from tests.record.lone import Lone

TEXT = "INSERT INTO record_outbox (log, ref, data) VALUES ('lone', 'text\n', 'not bytes')"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO record_outbox (log, ref, data) VALUES ('x', 'y', 'text')",
        "INSERT INTO record_outbox (log, ref, data) VALUES ('x', 'y', 7)",
        "INSERT INTO record_tile (log, level, \"index\", data) VALUES ('x', 0, 0, 'text')",
        "INSERT INTO record_logentry (log, \"index\", ref, data, leaf_hash) VALUES ('x', 0, 'y', x'00', 'text')",
    ],
)
def test_sqlite_takes_no_text_for_bytes(statement: str) -> None:
    with pytest.raises(IntegrityError, match="is bytes"), transaction.atomic(), door_open():
        connection.cursor().execute(statement)
    assert not any(model.objects.filter(log="x").exists() for model in (Outbox, Tile, LogEntry))


@pytest.fixture
def lone(tmp_path: Path) -> Lone:
    """Two logs with entries that wait; in one of them something that is no entry, as an older database took it."""
    lone = Lone(tmp_path)
    assert lone.run("make", "append=2", "drain", "append=1", "elsewhere=3")[0] == 0
    with closing(sqlite3.connect(lone.database)) as database, database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            if name.startswith("record_outbox") and name != "record_outbox_refuse_1":
                database.execute(f"DROP TRIGGER {name}")
        database.execute(TEXT)
    return lone


def rows(lone: Lone, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(lone.database)) as database, database:
        return database.execute(sql).fetchall()


def test_one_log_stops_and_says_why_and_the_others_go_on(lone: Lone) -> None:
    code, out, error = lone.run("rounds=3")
    assert code == 0
    assert out.strip() == (
        "What waits for the log “lone” under the number 'text\\n' cannot be read: it is not bytes. "
        "Nothing is signed until it is gone."
    )
    assert error.count("cannot be read") == len(error.splitlines()) == 1
    assert rows(lone, "SELECT log, signed_size FROM record_loghead ORDER BY log") == [("elsewhere", 3), ("lone", 2)]


def test_what_no_act_left_can_be_taken_out_and_signing_goes_on(lone: Lone) -> None:
    """No trigger has to be dropped for it: no entry of the journal bears its number."""
    assert lone.run("rounds=1")[1].strip()
    rows(lone, "DELETE FROM record_outbox WHERE typeof(data) <> 'blob'")
    with pytest.raises(sqlite3.IntegrityError, match="only into the log"):
        rows(lone, "DELETE FROM record_outbox")
    assert lone.run("rounds=1")[:2] == (0, "\n"), "and nothing is said about it any more"
    assert rows(lone, "SELECT signed_size FROM record_loghead WHERE log = 'lone'") == [(3,)]


def test_what_is_said_ends_even_if_nothing_else_waits(lone: Lone) -> None:
    rows(lone, "DELETE FROM record_outbox WHERE typeof(data) <> 'blob'")
    assert lone.run("drain")[0] == 0
    rows(lone, TEXT)
    assert lone.run("rounds=1")[1].strip()
    rows(lone, "DELETE FROM record_outbox")
    assert lone.run("rounds=1")[:2] == (0, "\n")
