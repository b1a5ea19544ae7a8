"""SQLite's own way around a DELETE trigger: `INSERT OR REPLACE` removes the old row without firing it."""

import json

import pytest
from django.db import IntegrityError, connection, models, transaction

from sunward.record.models import Checkpoint, Journal, LogEntry, LogHead, Outbox, PrivateField, Tile
from sunward.record.sequencer import drain
from tests.record.paper import an_entry, append

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("past_the_guard")]

VERBS = ["INSERT OR REPLACE", "REPLACE"]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("model", [Journal, LogEntry, LogHead, Tile, Checkpoint, PrivateField, Outbox])
def test_an_existing_row_is_never_replaced(log: str, model: type[models.Model], verb: str) -> None:
    append(an_entry(log))
    drain(log)
    append(an_entry(log))
    row = model._default_manager.values().last()
    assert row is not None
    replaced(verb, model, row)
    if "id" in row:  # the same row under another id meets the other keys
        replaced(verb, model, {**row, "id": 10**9})


@pytest.mark.parametrize("verb", VERBS)
def test_a_used_form_token_is_never_replaced(log: str, verb: str) -> None:
    entry = an_entry(log)
    append(entry)
    row = Journal.objects.filter(ref=entry.ref).values().get()
    replaced(verb, Journal, {**row, "id": 10**9, "ref": "another"})


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("served", ["person:9x8w7v", None])
def test_a_refusal_is_never_replaced(log: str, verb: str, served: str | None) -> None:
    entry = an_entry(log, kind="refusal", key=None, on_behalf_of=served)
    append(entry)
    row = Journal.objects.filter(ref=entry.ref).values().get()
    replaced(verb, Journal, {**row, "id": 10**9, "ref": "another"})


def replaced(verb: str, model: type[models.Model], row: dict[str, object]) -> None:
    columns = ", ".join(f'"{name}"' for name in row)
    values = [json.dumps(value) if isinstance(value, dict | list) else value for value in row.values()]
    sql = f"{verb} INTO {model._meta.db_table} ({columns}) VALUES ({', '.join(['%s'] * len(row))})"
    with pytest.raises(IntegrityError, match="record: "), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
