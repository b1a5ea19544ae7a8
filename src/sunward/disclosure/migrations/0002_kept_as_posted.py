"""The database refuses to shorten, rewrite or remove a posting, whoever asks.

A later migration that remakes the table on SQLite drops the triggers and must call `install` again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "disclosure_publication"
KEPT = (
    "number",
    "community_code",
    "subject_type",
    "subject_id",
    "item",
    "title_zh",
    "title_en",
    "text",
    "audience",
    "posted_on",
    "recorded_on",
    "stays_up_days",
    "must_stay_until",
    "due_by",
    "corrects_id",
)
MESSAGE = "disclosure: a posting is never shortened, rewritten or removed"


def install(editor: BaseDatabaseSchemaEditor) -> None:
    statements = _postgres() if editor.connection.vendor == "postgresql" else _sqlite()
    for statement in statements:
        editor.execute(statement, params=None)


def _changed(differs: str) -> str:
    kept = [f"NEW.{column} {differs} OLD.{column}" for column in KEPT]
    down = f"(OLD.taken_down_on IS NOT NULL AND NEW.taken_down_on {differs} OLD.taken_down_on)"
    return " OR ".join([*kept, down])


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN {_changed('IS NOT')}"
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
        f"CREATE TRIGGER {TABLE}_stays BEFORE DELETE ON {TABLE} FOR EACH ROW"
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    ]


def _postgres() -> list[str]:
    function = (
        f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    return [
        function,
        f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE ON {TABLE} FOR EACH ROW"
        f" WHEN ({_changed('IS DISTINCT FROM')}) EXECUTE FUNCTION {TABLE}_refuse()",
        f"CREATE TRIGGER {TABLE}_stays BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
    ]


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_initial")]
    operations = [migrations.RunPython(lambda apps, editor: install(editor), migrations.RunPython.noop)]
