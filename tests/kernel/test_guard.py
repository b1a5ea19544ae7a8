"""Attacks on the guard: which statements it takes for a write to a domain table."""

import pytest

from sunward.kernel.guard import Needs, needs

HARMLESS = [
    "SELECT * FROM money_payment",
    "  select replace(name, 'a', 'b') from registry_person",
    "SELECT * FROM money_payment WHERE note = 'x; DELETE FROM money_payment'",
    "SELECT 1 FROM decisions_matter FOR UPDATE",
    'SAVEPOINT "s1"',
    "RELEASE SAVEPOINT s1",
    "PRAGMA foreign_keys",
    "PRAGMA table_info(money_payment)",
    'PRAGMA foreign_key_list("money_payment")',
    "PRAGMA wal_checkpoint(TRUNCATE)",
    'INSERT INTO "django_session" ("session_key") VALUES (%s)',
    'UPDATE "accounts_user" SET "last_login" = %s',
]
MOVING = [
    'DELETE FROM "record_outbox" WHERE id IN (%s)',
    "INSERT INTO record_tile VALUES (1)",
    'UPDATE "record_loghead" SET "size" = 3',
    'insert into "record_checkpoint" VALUES (1); DELETE FROM record_outbox',
]
WRITES = [
    'INSERT INTO "record_outbox" ("log", "ref", "data") VALUES (%s, %s, %s)',
    "REPLACE INTO record_tile VALUES (1)",
    "UPDATE record_outbox SET data = ''",
    "DELETE FROM record_logentry",
    "INSERT INTO record_journal VALUES (1)",
    "UPDATE record_privatefield SET value = NULL, salt = NULL",
    "DELETE FROM record_outbox; DELETE FROM money_payment",
    "INSERT INTO main.record_tile VALUES (1)",
    'INSERT INTO "money_payment" ("amount") VALUES (%s)',
    "insert or replace into money_payment values (1)",
    "REPLACE INTO money_payment VALUES (1)",
    'UPDATE "decisions_decision" SET "authorised" = 1',
    "UPDATE OR IGNORE decisions_decision SET authorised = 1",
    "DELETE FROM registry_appointment",
    "/* harmless? */ DELETE FROM registry_appointment",
    "-- a remark\nDELETE FROM registry_appointment",
    "WITH gone AS (DELETE FROM money_payment RETURNING *) SELECT * FROM gone",
    "SELECT 1; DELETE FROM money_payment",
    "TRUNCATE money_payment",
    "DROP TRIGGER record_journal_no_update",
    "ALTER TABLE money_payment DISABLE TRIGGER ALL",
    "CREATE TABLE money_copy AS SELECT * FROM money_payment",
    "COPY money_payment FROM STDIN",
    "PRAGMA writable_schema = ON",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA recursive_triggers(OFF)",
    "PRAGMA ignore_check_constraints(1)",
    "SELECT set_config('session_replication_role', 'replica', false)",
    "VACUUM INTO 'elsewhere'",
    "MERGE INTO money_payment USING x ON true WHEN MATCHED THEN DELETE",
    "ATTACH DATABASE 'other' AS other",
    "DELETE FROM django_x.money_payment",
    'DELETE FROM main."money_payment"',
    "EXPLAIN ANALYZE DELETE FROM money_payment",
    "SET session_replication_role = replica",
]


@pytest.mark.parametrize("sql", HARMLESS)
def test_reading_and_the_listed_exceptions_pass(sql: str) -> None:
    assert needs(sql) is Needs.NOTHING


@pytest.mark.parametrize("sql", MOVING)
def test_what_takes_an_entry_into_the_log_is_the_sequencers(sql: str) -> None:
    assert needs(sql) is Needs.SEQUENCER


@pytest.mark.parametrize("sql", WRITES)
def test_everything_else_is_a_write(sql: str) -> None:
    assert needs(sql) is Needs.DOOR


@pytest.mark.parametrize(
    "sql",
    [
        """SELECT 1 AS "'"; DROP TABLE money_series; SELECT 1 AS "'\"""",
        r"""SELECT E'\''; ALTER TABLE record_journal DISABLE TRIGGER ALL; SELECT '1'""",
        "SELECT $$'$$; DELETE FROM money_payment",
        "SELECT /* /* */ ' */ 1; DELETE FROM money_payment --'",
        "SELECT * INTO money_copy FROM money_payment",
        "SELECT setval('money_payment_id_seq', 1)",
        "SELECT lo_unlink(1)",
        "SELECT 1 --\r; DELETE FROM registry_person",
        """SELECT "set_config"('session_replication_role','replica',false)""",
        "SELECT set_config/**/('session_replication_role','replica',false)",
        """SELECT U&"\\0073et_config"('session_replication_role','replica',false)""",
        """SELECT "setval"('money_payment_id_seq', 1)""",
        "SELECT lo_from_bytea/**/(0, '')",
    ],
)
def test_quotes_of_other_kinds_hide_nothing(sql: str) -> None:
    assert needs(sql) is Needs.DOOR
