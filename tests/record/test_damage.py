"""The owner of the database has taken the triggers away. The record notices."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from sunward.kernel.guard import door_open
from sunward.record import triggers
from sunward.record.audit import Audit, audit
from sunward.record.models import LogEntry, Tile
from sunward.record.sequencer import WouldFork, drain
from tests.record.paper import an_entry, append

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(log: str) -> str:
    for _ in range(260):
        append(an_entry(log))
    drain(log)
    return log


@contextmanager
def without_triggers(table: str) -> Iterator[None]:
    """What only the owner of the database can do. SQLite undoes it with the test's transaction."""
    with door_open(), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for statement in (each for guard in triggers.GUARDS for each in triggers._sqlite(guard)):
            cursor.execute(statement)


def test_an_untouched_log_adds_up(signed: str) -> None:
    assert audit(signed) == Audit(260, unaltered=True)
    append(an_entry(signed))
    assert audit(signed) == Audit(260, unaltered=True)
    drain(signed)
    assert audit(signed) == Audit(261, unaltered=True)


def test_a_log_that_has_signed_nothing_was_not_altered(log: str) -> None:
    assert audit(log) == Audit(0, unaltered=True)


def test_an_entry_that_was_edited_no_longer_adds_up(signed: str) -> None:
    with without_triggers("record_logentry"):
        LogEntry.objects.filter(log=signed, index=17).update(data=b"forged")
    assert audit(signed) == Audit(260, unaltered=False)


def test_an_entry_that_was_dropped_no_longer_adds_up(signed: str) -> None:
    with without_triggers("record_logentry"):
        LogEntry.objects.filter(log=signed, index=259).delete()
    assert audit(signed) == Audit(259, unaltered=False)


def test_a_tree_with_a_tile_missing_is_not_signed(signed: str) -> None:
    with without_triggers("record_tile"):
        Tile.objects.filter(log=signed, level=1).delete()
    append(an_entry(signed))
    with pytest.raises(WouldFork, match="tile/1/000 is missing"):
        drain(signed)
