"""What no unique constraint can say: two spells of the same thing never share a day.

On SQLite a trigger refuses the row before it is written; writers come one after another there. On PostgreSQL
exclusion constraints say it for tables of a few rows. For residence they would make an import of 100,000 people take
15 seconds instead of 2: there a trigger locks the row that both spells belong to and then looks (at READ COMMITTED,
which is Django's, it sees what the other writer has committed).

A later migration that remakes one of these tables on SQLite drops its triggers and must call `install` again.
"""

from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class NoOverlap:
    """Rows of `table` that agree in `same` (whole numbers) have spells without a common day. `owner` is the table
    whose row the first column points to, where PostgreSQL is to lock that instead of keeping an exclusion index."""

    table: str
    name: str
    same: tuple[str, ...]
    owner: str = ""


RULES = (
    NoOverlap("registry_residencespell", "registry_residence_no_overlap", ("person_id",), "registry_person"),
    NoOverlap("registry_appointment", "registry_seat_taken_once", ("post_id", "seat")),
    NoOverlap("registry_appointment", "registry_post_held_once", ("post_id", "person_id")),
)


def install(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put every rule in place."""
    statements = _postgres if schema_editor.connection.vendor == "postgresql" else _sqlite
    for rule in RULES:
        for statement in statements(rule):
            schema_editor.execute(statement, params=None)


def _postgres(rule: NoOverlap) -> list[str]:
    return _postgres_trigger(rule) if rule.owner else _exclusion(rule)


def _exclusion(rule: NoOverlap) -> list[str]:
    """A range of one number stands for equality, so that no extension has to be created."""
    same = ", ".join(f"int8range({column}, {column}, '[]') WITH &&" for column in rule.same)
    spans = f"EXCLUDE USING gist ({same}, daterange(from_day, left_on) WITH &&)"
    return [
        f"ALTER TABLE {rule.table} DROP CONSTRAINT IF EXISTS {rule.name}",
        f"ALTER TABLE {rule.table} ADD CONSTRAINT {rule.name} {spans}",
    ]


def _postgres_trigger(rule: NoOverlap) -> list[str]:
    lock = f"PERFORM 1 FROM {rule.owner} WHERE id = NEW.{rule.same[0]} FOR NO KEY UPDATE"
    refuse = f"RAISE EXCEPTION '{rule.name}' USING ERRCODE = 'exclusion_violation'"
    return [
        f"CREATE OR REPLACE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lock};"
        f" IF {_meets(rule)} THEN {refuse}; END IF; RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {rule.name} ON {rule.table}",
        f"CREATE TRIGGER {rule.name} BEFORE INSERT OR UPDATE ON {rule.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {rule.name}()",
    ]


def _meets(rule: NoOverlap) -> str:
    """SQL, inside a trigger: another row has a day in common with the new one."""
    same = " AND ".join(f"other.{column} = NEW.{column}" for column in rule.same)
    days = (
        "(other.left_on IS NULL OR other.left_on > NEW.from_day)"
        " AND (NEW.left_on IS NULL OR other.from_day < NEW.left_on)"
    )
    # On SQLite the new row has no id yet (NULL), on PostgreSQL it has.
    another = "(NEW.id IS NULL OR other.id <> NEW.id)"
    return f"EXISTS (SELECT 1 FROM {rule.table} AS other WHERE {same} AND {another} AND {days})"  # noqa: S608


def _sqlite(rule: NoOverlap) -> list[str]:
    return [
        statement
        for event in ("INSERT", "UPDATE")
        for statement in (
            f"DROP TRIGGER IF EXISTS {rule.name}_{event.lower()}",
            f"CREATE TRIGGER {rule.name}_{event.lower()} BEFORE {event} ON {rule.table} FOR EACH ROW"
            f" WHEN {_meets(rule)} BEGIN SELECT RAISE(ABORT, '{rule.name}'); END",
        )
    ]
