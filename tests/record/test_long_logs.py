"""What a log of a million entries must not cost (SQLite, which plans without knowing how much a table holds)."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sunward.record.sequencer import drain
from tests.record.paper import an_entry, append

pytestmark = pytest.mark.usefixtures("committing")


def test_a_batch_costs_the_same_however_long_the_log(log: str) -> None:
    """Whether an act left an entry is looked up by its number; by the log, each batch would read all that is signed."""
    with transaction.atomic():
        append(an_entry(log))
    with CaptureQueriesContext(connection) as asked:
        drain(log)
    of_journal = [each["sql"] for each in asked if each["sql"].startswith("SELECT") and "record_journal" in each["sql"]]
    assert of_journal
    with connection.cursor() as cursor:
        for sql in of_journal:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            assert all("(ref=?)" in plan for *_place, plan in cursor.fetchall()), sql
