"""Puts the refusals of `append_only` into the database.

Triggers stop accidents and the application itself. The tables' owner can drop them: what detects the owner is the
signed log. A migration that remakes one of these tables on SQLite drops its triggers and must call `install` again.
"""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sunward.record.append_only import GUARDS, Guard, Refusal, exists


def install(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put every trigger in place, replacing older ones of the same name."""
    statements = _postgres if schema_editor.connection.vendor == "postgresql" else _sqlite
    for guard in GUARDS:
        for statement in statements(guard):
            schema_editor.execute(statement, params=None)


def _sqlite(guard: Guard) -> Iterator[str]:
    """`INSERT OR REPLACE` deletes the old row without firing a DELETE trigger: it is refused before it happens.

    And a column of bytes takes text as well, which nobody could hash.
    """
    present = " OR ".join(f"({key})" for key in guard.keys)
    replaced = Refusal("INSERT", "an existing row is never replaced", exists(guard.table, present))
    text = [Refusal("INSERT", f"{column} is bytes", f"typeof(NEW.\"{column}\") <> 'blob'") for column in guard.in_bytes]
    for number, refusal in enumerate((*guard.refusals, replaced, *text)):
        name = f"{guard.table}_refuse_{number}"
        condition = refusal.when.replace("IS DISTINCT FROM", "IS NOT")  # SQLite's older word for it
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {refusal.event} ON {guard.table} FOR EACH ROW WHEN {condition}"
            f" BEGIN SELECT RAISE(ABORT, 'record: {refusal.message}'); END"
        )


def _postgres(guard: Guard) -> Iterator[str]:
    """A function of its own for each trigger: only there may the condition look at other rows."""
    emptied = Refusal("TRUNCATE", "a table of the record is never emptied")
    for number, refusal in enumerate((*guard.refusals, emptied)):
        name = f"{guard.table}_refuse_{number}"
        scope = "STATEMENT" if refusal.event == "TRUNCATE" else "ROW"
        row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(refusal.event, "NEW")
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN IF {refusal.when} THEN RAISE EXCEPTION 'record: {refusal.message}'"
            f" USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
        )
        yield f"DROP TRIGGER IF EXISTS {name} ON {guard.table}"
        event = f"BEFORE {refusal.event} ON {guard.table} FOR EACH {scope}"
        yield f"CREATE TRIGGER {name} {event} EXECUTE FUNCTION {name}()"
