"""Triggers that refuse what an append-only table must not suffer, in both databases.

They stop accidents and the application itself. The table's owner can drop them: what detects the owner is the
signed log. A migration that remakes one of these tables on SQLite drops its triggers and must call `install` again.

SQLite lets `INSERT OR REPLACE` delete the old row without firing a DELETE trigger, so each insert that meets an
existing key is refused before it happens.
"""

from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class Refusal:
    """`event` on the table is refused when the SQL condition `when` holds (always, when it is None)."""

    event: str
    message: str
    when: str | None = None
    postgres_when: str | None = None  # where the two databases write the condition differently


@dataclass(frozen=True, slots=True)
class Guard:
    """The refusals of one table, and the keys under which a row exists only once."""

    table: str
    keys: tuple[str, ...]
    refusals: tuple[Refusal, ...]


def _exists(table: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} AS present WHERE {condition})"  # noqa: S608 - both are constants of this module


def _never(thing: str) -> tuple[Refusal, ...]:
    return (Refusal("UPDATE", f"{thing} is never changed"), Refusal("DELETE", f"{thing} is never removed"))


def _same(row: str, *columns: str) -> str:
    """Some column other than those that may change differs."""
    distinct = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)
    return f"({distinct})" if row == "sqlite" else f"({distinct.replace('IS NOT', 'IS DISTINCT FROM')})"


_GROWS = "length(NEW.data) <= length(OLD.data) OR length(NEW.data) > 8192 OR "
_TILE_SQLITE = (
    _GROWS
    + "substr(NEW.data, 1, length(OLD.data)) IS NOT OLD.data OR "
    + _same("sqlite", "id", "log", "level", '"index"')
)
_TILE_POSTGRES = (
    _GROWS
    + "substr(NEW.data, 1, length(OLD.data)) IS DISTINCT FROM OLD.data OR "
    + _same("postgres", "id", "log", "level", '"index"')
)
_KEPT = ("id", "ref", "place", "name", "commitment")
_ERASED = "NEW.value IS NOT NULL OR NEW.salt IS NOT NULL OR "
_IN_LOG = _exists("record_logentry", "present.ref = OLD.ref AND present.log = OLD.log AND present.data = OLD.data")

_SHORTER = (
    "NEW.size < OLD.size OR NEW.signed_size < OLD.signed_size OR NEW.log <> OLD.log"
    " OR (OLD.vkey <> '' AND NEW.vkey <> OLD.vkey)"
)

GUARDS = (
    Guard(
        "record_journal",
        (
            "present.id = NEW.id",
            "present.ref = NEW.ref",
            'present.log = NEW.log AND present."key" = NEW."key"',
            'present."by" = NEW."by" AND present.act = NEW.act AND present.subject_type = NEW.subject_type'
            " AND present.subject_id = NEW.subject_id AND present.refused_on = NEW.refused_on",
        ),
        _never("a journal entry"),
    ),
    Guard(
        "record_logentry",
        (
            "present.id = NEW.id",
            "present.ref = NEW.ref",
            'present.log = NEW.log AND present."index" = NEW."index"',
        ),
        _never("a log entry"),
    ),
    Guard(
        "record_checkpoint",
        ("present.id = NEW.id",),
        (
            *_never("a checkpoint"),
            Refusal(
                "INSERT",
                "a checkpoint is longer than the one before",
                _exists("record_checkpoint", "present.log = NEW.log AND present.size >= NEW.size"),
            ),
        ),
    ),
    Guard(
        "record_tile",
        (
            "present.id = NEW.id",
            'present.log = NEW.log AND present.level = NEW.level AND present."index" = NEW."index"',
        ),
        (
            Refusal("UPDATE", "a tile only grows at its end", _TILE_SQLITE, _TILE_POSTGRES),
            Refusal("DELETE", "a tile is never removed"),
        ),
    ),
    Guard(
        "record_loghead",
        ("present.log = NEW.log",),
        (
            Refusal(
                "UPDATE",
                "a log never becomes shorter nor changes its key",
                _SHORTER,
            ),
            Refusal("DELETE", "a log is never removed"),
        ),
    ),
    Guard(
        "record_outbox",
        ("present.id = NEW.id", "present.ref = NEW.ref"),
        (
            Refusal("UPDATE", "a waiting entry is never changed"),
            Refusal("DELETE", "a waiting entry leaves only into the log", f"NOT {_IN_LOG}"),
        ),
    ),
    Guard(
        "record_privatefield",
        (
            "present.id = NEW.id",
            "present.ref = NEW.ref AND present.name = NEW.name",
            "present.ref = NEW.ref AND present.place = NEW.place",
        ),
        (
            Refusal(
                "UPDATE",
                "a private field is erased, never changed",
                _ERASED + _same("sqlite", *_KEPT),
                _ERASED + _same("postgres", *_KEPT),
            ),
            Refusal("DELETE", "a private field is erased in place; its commitment stays"),
        ),
    ),
)


def install(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put every trigger in place, replacing older ones of the same name."""
    statements = _postgres if schema_editor.connection.vendor == "postgresql" else _sqlite
    for guard in GUARDS:
        for statement in statements(guard):
            schema_editor.execute(statement, params=None)


def _sqlite(guard: Guard) -> list[str]:
    statements: list[str] = []
    present = " OR ".join(f"({key})" for key in guard.keys)
    replaced = Refusal("INSERT", "an existing row is never replaced", _exists(guard.table, present))
    for number, refusal in enumerate((*guard.refusals, replaced)):
        name = f"{guard.table}_refuse_{number}"
        when = f"WHEN {refusal.when} " if refusal.when else ""
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {refusal.event} ON {guard.table} FOR EACH ROW {when}"
            f"BEGIN SELECT RAISE(ABORT, 'record: {refusal.message}'); END",
        ]
    return statements


def _postgres(guard: Guard) -> list[str]:
    refusals = (*guard.refusals, Refusal("TRUNCATE", "a table of the record is never emptied"))
    return [
        statement
        for number, refusal in enumerate(refusals)
        for statement in _postgres_trigger(guard.table, f"{guard.table}_refuse_{number}", refusal)
    ]


def _postgres_trigger(table: str, name: str, refusal: Refusal) -> list[str]:
    """A function of its own for each trigger: only there may the condition look at other rows."""
    condition = refusal.postgres_when or refusal.when or "TRUE"
    passed = {"DELETE": "RETURN OLD", "TRUNCATE": "RETURN NULL"}.get(refusal.event, "RETURN NEW")
    scope = "STATEMENT" if refusal.event == "TRUNCATE" else "ROW"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN"
        f" RAISE EXCEPTION 'record: {refusal.message}' USING ERRCODE = 'integrity_constraint_violation';"
        f" END IF; {passed}; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {refusal.event} ON {table} FOR EACH {scope} EXECUTE FUNCTION {name}()",
    ]
