"""Whoever may log in to the server: commands, the ORM, SQL. What cannot be stopped there is said at the end."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.db.models import F

from sunward.decisions.models import Decision, Matter
from sunward.kernel.clock import now
from sunward.kernel.guard import EXCEPTIONS, OutsideTheDoor, authorize, door_open, sequencing
from sunward.kernel.refs import Ref
from sunward.money.models import BudgetLine, Order, Payment
from sunward.record.models import Checkpoint, Journal, LogEntry, LogHead, Outbox, PrivateField, Tile
from sunward.record.sequencer import drain
from sunward.registry.models import Appointment, Person
from tests.money.cases import ask
from tests.stage import CODE

ORM: list[Callable[[], object]] = [
    lambda: Payment.objects.update(amount=F("amount") * 2),
    lambda: Payment.objects.bulk_update([Payment.objects.get()], ["purpose"]),
    lambda: Order.objects.bulk_create([Order(number="XY-O-2026-001", community_code=CODE, year=2026, serial=1)]),
    lambda: BudgetLine.objects.update_or_create(community_code=CODE, key="lighting", defaults={"authorised": 10**6}),
    lambda: Decision.objects.create(number="XY-R-2026-999"),
    lambda: Matter.objects.update(amount=None),
    lambda: Appointment.objects.filter(post__key="accountant").update(person=Person.objects.first()),
    lambda: list(Payment.objects.raw("UPDATE money_payment SET amount = 1 RETURNING *")),
    lambda: Payment.objects.get().delete(),
    lambda: models.QuerySet(Payment)._raw_delete("default"),
]


@pytest.mark.postgres
@pytest.mark.parametrize("attempt", ORM)
def test_the_orm_writes_nothing_outside_an_act(line: Ref, attempt: Callable[[], object]) -> None:
    ask(line, amount="8000")
    with pytest.raises(OutsideTheDoor):
        attempt()


@pytest.mark.postgres
def test_nor_does_any_table_that_holds_the_state_of_affairs(community: str) -> None:
    """Every table of every context but the listed ones; a new context is guarded on the day it is made."""
    listed = ("accounts_", "account_", "auth_", "django_", "mfa_", "registry_staged")
    assert listed == EXCEPTIONS
    guarded = [name for name in connection.introspection.table_names() if not name.startswith(listed)]
    assert len(guarded) > 20
    for name in guarded:
        with pytest.raises(OutsideTheDoor), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {name}")


SQL: list[Callable[..., object]] = [
    lambda cursor: cursor.execute("UPDATE money_payment SET amount = 1"),
    lambda cursor: cursor.executemany("UPDATE money_payment SET amount = %s", [(1,), (2,)]),
    lambda cursor: cursor.execute("SELECT 1; DELETE FROM money_payment"),
    lambda cursor: cursor.execute("WITH x AS (SELECT 1) DELETE FROM money_payment"),
    lambda cursor: cursor.execute("/* SELECT */ DELETE FROM money_payment"),
    lambda cursor: cursor.execute("  \n\t;DELETE FROM money_payment"),
    lambda cursor: cursor.execute("PRAGMA writable_schema = 1"),
    lambda cursor: cursor.execute("ATTACH DATABASE '/nowhere' AS other"),
    lambda cursor: cursor.execute("CREATE TRIGGER t AFTER INSERT ON record_journal BEGIN SELECT 1; END"),
    lambda cursor: cursor.execute("DROP TRIGGER record_journal_refuse_0"),
    lambda cursor: cursor.executescript("DELETE FROM money_payment;"),
    lambda cursor: cursor.copy("COPY money_payment FROM STDIN"),
]


@pytest.mark.postgres
@pytest.mark.parametrize("attempt", SQL)
def test_sql_through_the_applications_connection_is_stopped(line: Ref, attempt: Callable[..., object]) -> None:
    ask(line, amount="8000")
    with pytest.raises(OutsideTheDoor), connection.cursor() as cursor:
        attempt(cursor)
    assert Payment.objects.get().amount == 8000


@pytest.mark.parametrize("command", [("flush", "--no-input"), ("migrate", "money", "zero")])
def test_commands_change_nothing(line: Ref, command: tuple[str, ...]) -> None:
    ask(line, amount="8000")
    with pytest.raises(CommandError):
        call_command(*command, verbosity=0)
    assert Payment.objects.count() == 1


def test_a_fixture_file_cannot_bring_in_a_payment(line: Ref, tmp_path: Path) -> None:
    ask(line, amount="8000")
    dump = tmp_path / "dump.json"
    call_command("dumpdata", "money.payment", output=str(dump), verbosity=0)
    dump.write_text(dump.read_text("utf-8").replace('"8000', '"9000'), "utf-8")
    with pytest.raises(OutsideTheDoor):
        call_command("loaddata", str(dump), verbosity=0)


RECORD: list[Callable[[], object]] = [
    lambda: Journal.objects.filter(log=CODE).update(post="nobody"),
    lambda: Journal.objects.filter(log=CODE).delete(),
    lambda: Outbox.objects.filter(log=CODE).delete(),
    lambda: Outbox.objects.filter(log=CODE).update(data=b"{}"),
]


@pytest.mark.postgres
@pytest.mark.parametrize("attempt", RECORD)
def test_the_records_own_tables_are_closed_by_the_guard_and_by_the_database(
    community: str, attempt: Callable[[], object]
) -> None:
    with pytest.raises(OutsideTheDoor), transaction.atomic():
        attempt()
    with pytest.raises(DatabaseError, match="record: "), transaction.atomic(), door_open():
        attempt()


TEXT = {"sqlite": "CAST(data AS TEXT)", "postgresql": "encode(data, 'escape')"}
BYTES = {"sqlite": "CAST({} AS BLOB)", "postgresql": "CAST({} AS bytea)"}


def a_copied_entry() -> str:
    """An entry that waits, once more under a ref and a name of the attacker's."""
    renamed = f"replace({TEXT[connection.vendor]}, 'registry.', 'money.')"
    data = BYTES[connection.vendor].format(renamed)
    copied = f"SELECT log, 'copied', {data} FROM record_outbox WHERE log = '{CODE}' LIMIT 1"
    return f"INSERT INTO record_outbox (log, ref, data) {copied}"


@pytest.mark.postgres
def test_no_entry_that_no_act_left_is_put_on_its_way_into_the_log(line: Ref) -> None:
    """It would be signed within seconds, and `record verify` would find nothing altered."""
    waiting = Outbox.objects.filter(log=CODE).count()
    for attempt in (
        lambda: connection.cursor().execute(a_copied_entry()),
        lambda: connection.connection.cursor().execute(a_copied_entry()),
        lambda: Outbox.objects.create(log=CODE, ref="copied", data=b"{}"),
        lambda: Outbox.objects.bulk_create([Outbox(log=CODE, ref="copied", data=b"{}")]),
    ):
        with pytest.raises(OutsideTheDoor), transaction.atomic():
            attempt()
    assert Outbox.objects.filter(log=CODE).count() == waiting > 0


@pytest.mark.postgres
def test_nor_straight_into_the_log_past_the_sequencer(line: Ref) -> None:
    for attempt in (
        lambda: LogEntry.objects.create(log=CODE, index=0, ref="copied", data=b"{}", leaf_hash=b"0" * 32),
        lambda: Tile.objects.create(log=CODE, level=0, index=0, data=b"0" * 32),
        lambda: Checkpoint.objects.create(log=CODE, size=1, note="x", signed_at=now()),
        lambda: LogHead.objects.create(log="another"),
        lambda: PrivateField.objects.filter(value__isnull=False).update(value=None, salt=None),
    ):
        with pytest.raises(OutsideTheDoor), transaction.atomic():
            attempt()
    drain(CODE)
    assert not Outbox.objects.filter(log=CODE).exists(), "the sequencer itself moves what waits"


@pytest.mark.postgres
def test_the_sequencer_moves_entries_and_can_do_nothing_else(line: Ref) -> None:
    for sql in (a_copied_entry(), "UPDATE record_outbox SET log = 'x'", "DELETE FROM record_logentry", CHANGE):
        with pytest.raises(OutsideTheDoor), transaction.atomic(), sequencing():
            connection.cursor().execute(sql)


CHANGE = "UPDATE money_payment SET amount = 1"
sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own driver")

DRIVER: list[Callable[[Any], object]] = [
    lambda driver: driver.execute(CHANGE),
    lambda driver: driver.cursor().execute(CHANGE),
    lambda driver: driver.cursor().executemany(CHANGE, [(), ()]),
    lambda driver: driver.cursor().execute(CHANGE.encode()),
    lambda driver: driver.execute("SELECT 1; DELETE FROM money_payment"),
    lambda driver: driver.cursor().executescript(CHANGE),
    lambda driver: driver.cursor().copy("COPY money_payment FROM STDIN"),
    lambda driver: driver.cursor().stream("DELETE FROM money_payment RETURNING *"),
]
SQLITE_DRIVER: list[Callable[[Any], object]] = [
    lambda driver: driver.executemany(CHANGE, [()]),
    lambda driver: driver.executescript(CHANGE),
    lambda driver: driver.cursor(sqlite3.Cursor).execute(CHANGE),
    lambda driver: driver.cursor(factory=SQLiteCursorWrapper).execute(CHANGE),
    lambda driver: driver.blobopen("money_payment", "purpose", 1),
    lambda driver: driver.deserialize(b""),
]


@pytest.mark.postgres
@pytest.mark.parametrize("attempt", DRIVER)
def test_the_drivers_own_connection_is_guarded_as_well(line: Ref, attempt: Callable[[Any], object]) -> None:
    ask(line, amount="8000")
    with pytest.raises(OutsideTheDoor):
        attempt(connection.connection)
    with door_open(), transaction.atomic():
        assert connection.connection.execute(CHANGE).rowcount == 1
    with pytest.raises(OutsideTheDoor):
        attempt(connection.connection)


@sqlite_only
@pytest.mark.parametrize("attempt", SQLITE_DRIVER)
def test_so_are_sqlites_shortcuts(line: Ref, attempt: Callable[[Any], object]) -> None:
    ask(line, amount="8000")
    with pytest.raises(OutsideTheDoor):
        attempt(connection.connection)
    assert Payment.objects.get().amount == 8000


@pytest.mark.postgres(only=True)
def test_so_are_psycopgs(line: Ref) -> None:
    from psycopg import rows, sql

    ask(line, amount="8000")
    put_together = sql.SQL("DELETE FROM {}").format(sql.Identifier("money_payment"))
    for attempt in (
        lambda driver: driver.execute(put_together),
        lambda driver: driver.cursor(row_factory=rows.dict_row).execute(CHANGE),
        lambda driver: driver.cursor("named").execute("SELECT setval('money_payment_id_seq', 1)"),
    ):
        with pytest.raises(OutsideTheDoor):
            attempt(connection.connection)
    assert connection.connection.execute(sql.SQL("SELECT 1")).fetchone() == (1,)


PAST_THE_CURSORS = [
    CHANGE,
    "INSERT OR REPLACE INTO money_series SELECT * FROM money_series",
    "WITH x AS (SELECT 1) DELETE FROM money_payment",
    "DROP TRIGGER record_journal_refuse_0",
    "CREATE TRIGGER t AFTER INSERT ON record_journal BEGIN SELECT 1; END",
    "ALTER TABLE money_payment RENAME TO money_paid",
    "PRAGMA writable_schema = ON",
    "PRAGMA ignore_check_constraints(1)",
    "ATTACH DATABASE ':memory:' AS other",
    "INSERT INTO record_outbox (log, ref, data) VALUES ('x', 'y', x'00')",
    "DELETE FROM record_outbox",
    "INSERT INTO record_tile (log, level, \"index\", data) VALUES ('x', 0, 0, x'00')",
]


@sqlite_only
@pytest.mark.parametrize("statement", PAST_THE_CURSORS)
def test_sqlite_itself_asks_whoever_goes_past_the_guarded_cursors(line: Ref, statement: str) -> None:
    ask(line, amount="8000")
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
        sqlite3.Cursor(connection.connection).execute(statement)
    for harmless in ("SELECT count(*) FROM money_payment", "PRAGMA table_info(money_payment)", "PRAGMA foreign_keys"):
        assert sqlite3.Cursor(connection.connection).execute(harmless).fetchall()


def past_the_guard(sql: str) -> None:
    """Somebody with a shell on the server has taken the guard off, which nothing in the process can prevent."""
    driver = connection.connection
    with transaction.atomic():
        if connection.vendor == "sqlite":
            driver.set_authorizer(None)
            try:
                sqlite3.Cursor(driver).execute(sql)
            finally:
                driver.set_authorizer(authorize)
        else:
            from psycopg import Cursor

            Cursor(driver).execute(sql)


@pytest.mark.postgres
def test_whoever_takes_the_guard_off_still_meets_the_database_where_it_matters(line: Ref) -> None:
    """They reach the tables of the contexts, and there only the constraints hold; they do not reach what is already
    in the record."""
    ask(line, amount="8000")
    past_the_guard("UPDATE money_payment SET amount = 900000")
    for sql in ("UPDATE record_journal SET post = 'x'", "DELETE FROM record_outbox", "DELETE FROM record_journal"):
        with pytest.raises(Exception, match="record: "):
            past_the_guard(sql)
    with pytest.raises(Exception, match="constraint"):
        past_the_guard("UPDATE money_budgetline SET released = authorised + 1")
    said = Journal.objects.get(act="money.request_payment").public
    assert (said["amount"], Payment.objects.get().amount) == ("8000", 9000), "page and record now differ, and it shows"
