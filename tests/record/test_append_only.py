"""What the database itself refuses, whoever asks: the ORM, raw SQL, `INSERT OR REPLACE`, `TRUNCATE`."""

import pytest
from django.db import IntegrityError, connection, transaction

from sunward.record import append_only
from sunward.record.models import (
    Checkpoint,
    Journal,
    LogEntry,
    LogHead,
    Outbox,
    PrivateField,
    Tile,
)
from sunward.record.sequencer import drain
from tests.record.paper import an_entry, append

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("past_the_guard")]

TABLES = [guard.table for guard in append_only.GUARDS]
KEPT = [Journal, LogEntry, LogHead, Tile, Checkpoint, PrivateField]


@pytest.fixture
def history(log: str) -> str:
    """A log with one signed entry and one that waits."""
    append(an_entry(log))
    drain(log)
    append(an_entry(log))
    return log


def refused(sql: str, *values: object) -> None:
    with pytest.raises(IntegrityError, match="record: "), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_every_table_of_the_record_is_guarded() -> None:
    assert sorted(TABLES) == sorted(model._meta.db_table for model in [*KEPT, Outbox])


@pytest.mark.parametrize("model", [*KEPT, Outbox])
def test_nothing_is_deleted(history: str, model: type) -> None:
    with pytest.raises(IntegrityError, match="record: "), transaction.atomic():
        model.objects.all().delete()
    refused(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("record_journal", "post = 'nobody'"),
        ("record_journal", "\"by\" = 'person:other'"),
        ("record_logentry", "data = leaf_hash"),
        ("record_checkpoint", "note = ''"),
        ("record_outbox", "data = ''"),
        ("record_tile", "data = ''"),
        ("record_tile", "level = level + 1"),
        ("record_loghead", "size = size - 1"),
        ("record_loghead", "signed_size = 0"),
        ("record_loghead", "vkey = 'another'"),
        ("record_privatefield", "value = '\"another\"'"),
        ("record_privatefield", "value = NULL"),
        ("record_privatefield", "value = NULL, salt = NULL, name = 'other'"),
        ("record_privatefield", "value = NULL, salt = NULL, ref = 'other'"),
    ],
)
def test_nothing_is_changed(history: str, table: str, change: str) -> None:
    refused(f"UPDATE {table} SET {change}")


def test_the_orm_is_refused_as_well(history: str) -> None:
    row = Journal.objects.filter(log=history)[0]
    row.post = "nobody"
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        row.save()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        LogEntry.objects.filter(log=history).update(index=7)
    with pytest.raises(IntegrityError, match="only into the log"), transaction.atomic():
        Outbox.objects.filter(log=history).delete()


def test_a_tile_grows_at_its_end_and_nowhere_else(history: str) -> None:
    tile = Tile.objects.filter(log=history)
    data = bytes(tile.get().data)
    for changed in (b"\0" * 64, data, data[:-1], data + b"\0" * 8192, b"\0" + data):
        with pytest.raises(IntegrityError, match="grows at its end"), transaction.atomic():
            tile.update(data=changed)
    assert tile.update(data=data + b"\0" * 32) == 1


def test_a_checkpoint_is_never_shorter_than_the_last(history: str) -> None:
    newest = Checkpoint.objects.get(log=history)
    with pytest.raises(IntegrityError, match="longer"), transaction.atomic():
        Checkpoint(log=history, size=newest.size, note="x", signed_at=newest.signed_at).save()


@pytest.mark.postgres(only=True)
def test_an_insert_that_turns_into_an_update_is_refused(history: str) -> None:
    columns = "(log, index, ref, data, leaf_hash)"
    copied = f"SELECT log, index, ref, data, leaf_hash FROM record_logentry WHERE log = '{history}'"
    refused(f"INSERT INTO record_logentry {columns} {copied} ON CONFLICT (ref) DO UPDATE SET data = 'x'")


@pytest.mark.postgres(only=True)
@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_emptied(table: str) -> None:
    refused(f"TRUNCATE {table} CASCADE")
