"""The database refuses to change or remove the report of a step: a correction is a new report.

A later migration that remakes the table on SQLite drops the triggers and must call `install` again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "decisions_step"
MESSAGE = "decisions: the report of a step is never changed or removed; a correction is a new report"


def install(editor: BaseDatabaseSchemaEditor) -> None:
    statements = _postgres() if editor.connection.vendor == "postgresql" else _sqlite()
    for statement in statements:
        editor.execute(statement, params=None)


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {TABLE}_{event.lower()} BEFORE {event} ON {TABLE} FOR EACH ROW"
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for event in ("UPDATE", "DELETE")
    ]


def _postgres() -> list[str]:
    return [
        f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW"
        f" EXECUTE FUNCTION {TABLE}_refuse()",
    ]


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]
    operations = [migrations.RunPython(lambda apps, editor: install(editor), migrations.RunPython.noop)]
