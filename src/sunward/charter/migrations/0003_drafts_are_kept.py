"""The database refuses to change a word of a draft, or to remove one: what a meeting votes on stays what it is.

Only its withdrawal is entered. A later migration that remakes the table on SQLite drops the triggers and must call
`install` again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "charter_draft"
KEPT = (
    "number", "community_code", "kind", "base_id", "replaces_id", "revises_id", "changes", "body", "digest", "why",
    "effective_from", "drafted_on", "drafted_by", "drafted_by_post",
)  # fmt: skip
MESSAGE = "charter: a draft is never changed or removed; whoever wants it otherwise drafts anew"


def install(editor: BaseDatabaseSchemaEditor) -> None:
    statements = _postgres() if editor.connection.vendor == "postgresql" else _sqlite()
    for statement in statements:
        editor.execute(statement, params=None)


def _events() -> list[tuple[str, str]]:
    return [("kept", f"UPDATE OF {', '.join(KEPT)}"), ("stays", "DELETE")]


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {TABLE}_{name} BEFORE {event} ON {TABLE} FOR EACH ROW"
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for name, event in _events()
    ]


def _postgres() -> list[str]:
    function = (
        f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    triggers = [
        f"CREATE TRIGGER {TABLE}_{name} BEFORE {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()"
        for name, event in _events()
    ]
    return [function, *triggers]


class Migration(migrations.Migration):
    dependencies = [("charter", "0002_drafts_of_the_rules")]
    operations = [migrations.RunPython(lambda apps, editor: install(editor), migrations.RunPython.noop)]
