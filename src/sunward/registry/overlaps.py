"""What no unique constraint can say: two spells of the same thing never share a day.

PostgreSQL has exclusion constraints for it; on SQLite a trigger refuses the row before it is written. A later
migration that remakes one of these tables on SQLite drops its triggers and must call `install` again.
"""

from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class NoOverlap:
    """Rows of `table` that agree in `same` (whole numbers) have spells without a common day."""

    table: str
    name: str
    same: tuple[str, ...]


RULES = (
    NoOverlap("registry_residencespell", "registry_residence_no_overlap", ("person_id",)),
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
    """A range of one number stands for equality, so that no extension has to be created."""
    same = ", ".join(f"int8range({column}, {column}, '[]') WITH &&" for column in rule.same)
    spans = f"EXCLUDE USING gist ({same}, daterange(from_day, left_on) WITH &&)"
    return [
        f"ALTER TABLE {rule.table} DROP CONSTRAINT IF EXISTS {rule.name}",
        f"ALTER TABLE {rule.table} ADD CONSTRAINT {rule.name} {spans}",
    ]


def _sqlite(rule: NoOverlap) -> list[str]:
    same = " AND ".join(f"other.{column} = NEW.{column}" for column in rule.same)
    meets = (
        "other.id IS NOT NEW.id AND (other.left_on IS NULL OR other.left_on > NEW.from_day)"
        " AND (NEW.left_on IS NULL OR other.from_day < NEW.left_on)"
    )
    found = f"EXISTS (SELECT 1 FROM {rule.table} AS other WHERE {same} AND {meets})"  # noqa: S608 - constants above
    return [
        statement
        for event in ("INSERT", "UPDATE")
        for statement in (
            f"DROP TRIGGER IF EXISTS {rule.name}_{event.lower()}",
            f"CREATE TRIGGER {rule.name}_{event.lower()} BEFORE {event} ON {rule.table} FOR EACH ROW"
            f" WHEN {found} BEGIN SELECT RAISE(ABORT, '{rule.name}'); END",
        )
    ]
