"""What no check of one row can say: whoever goes on living in a community behind another door is the same person, and
the stay with which it began is one of that community, earlier, and begins with itself.

A later migration that remakes the table on SQLite drops the triggers and must call `install` again.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAME, TABLE = "registry_residence_goes_on", "registry_residencespell"
FITS = (
    f"EXISTS (SELECT 1 FROM {TABLE} AS f JOIN registry_household fh ON fh.id = f.household_id"  # noqa: S608 - constants
    " JOIN registry_household nh ON nh.id = NEW.household_id AND nh.community_id = fh.community_id"
    " WHERE f.id = NEW.began_with_id AND f.person_id = NEW.person_id AND f.began_with_id IS NULL"
    " AND f.from_day < NEW.from_day)"
)
WRONG = f"NEW.began_with_id IS NOT NULL AND NOT {FITS}"


def install(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the rule in place."""
    for statement in _postgres() if schema_editor.connection.vendor == "postgresql" else _sqlite():
        schema_editor.execute(statement, params=None)


def _postgres() -> list[str]:
    refuse = f"RAISE EXCEPTION '{NAME}' USING ERRCODE = 'check_violation'"
    return [
        f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {WRONG} THEN {refuse}; END IF; RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}",
        f"CREATE TRIGGER {NAME} BEFORE INSERT OR UPDATE ON {TABLE} FOR EACH ROW"
        f" WHEN (NEW.began_with_id IS NOT NULL) EXECUTE FUNCTION {NAME}()",
    ]


def _sqlite() -> list[str]:
    return [
        statement
        for event in ("INSERT", "UPDATE")
        for statement in (
            f"DROP TRIGGER IF EXISTS {NAME}_{event.lower()}",
            f"CREATE TRIGGER {NAME}_{event.lower()} BEFORE {event} ON {TABLE} FOR EACH ROW"
            f" WHEN {WRONG} BEGIN SELECT RAISE(ABORT, '{NAME}'); END",
        )
    ]
