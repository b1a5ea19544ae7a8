"""The database refuses to change or remove minutes once they are locked; only the photograph of the paper original
may still be added. Signatures, statements and counts of heads are never changed.

A later migration that remakes one of the tables on SQLite drops its triggers and must call `install` again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MINUTES = "meetings_minutes"
KEPT = ("number", "content", "content_sha256", "previous_id", "previous_digest", "digest", "locked_on", "meeting_id")
NEVER = ("meetings_minutessignature", "meetings_statement", "meetings_quorumcount")
MESSAGE = "meetings: what was locked, signed, said or counted is never changed or removed"


def install(editor: BaseDatabaseSchemaEditor) -> None:
    statements = _postgres() if editor.connection.vendor == "postgresql" else _sqlite()
    for statement in statements:
        editor.execute(statement, params=None)


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in KEPT)
    return [
        f"CREATE TRIGGER {MINUTES}_update BEFORE UPDATE ON {MINUTES} FOR EACH ROW"
        f" WHEN OLD.locked_on IS NOT NULL AND ({changed}) {refuse}",
        f"CREATE TRIGGER {MINUTES}_delete BEFORE DELETE ON {MINUTES} FOR EACH ROW {refuse}",
        *(
            f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW {refuse}"
            for table in NEVER
            for event in ("UPDATE", "DELETE")
        ),
    ]


def _postgres() -> list[str]:
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in KEPT)
    return [
        f"CREATE FUNCTION meetings_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {MINUTES}_update BEFORE UPDATE ON {MINUTES} FOR EACH ROW"
        f" WHEN (OLD.locked_on IS NOT NULL AND ({changed})) EXECUTE FUNCTION meetings_refuse()",
        f"CREATE TRIGGER {MINUTES}_delete BEFORE DELETE ON {MINUTES} FOR EACH ROW EXECUTE FUNCTION meetings_refuse()",
        *(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
            f" EXECUTE FUNCTION meetings_refuse()"
            for table in NEVER
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_one_person_one_place")]
    operations = [migrations.RunPython(lambda apps, editor: install(editor), migrations.RunPython.noop)]
