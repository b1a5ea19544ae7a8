"""With each signature under minutes stands the digest of what was signed; under another text people sign again.

SQLite remakes the table for the constraints, which drops its triggers: they are made again.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "meetings_minutessignature"
MESSAGE = "meetings: what was locked, signed, said or counted is never changed or removed"


def keep(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "sqlite":
        return  # PostgreSQL alters the table in place; its triggers stay
    for event in ("UPDATE", "DELETE"):
        editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{event.lower()}", params=None)
        editor.execute(
            f"CREATE TRIGGER {TABLE}_{event.lower()} BEFORE {event} ON {TABLE} FOR EACH ROW"
            f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
            params=None,
        )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_lots_and_answers_are_kept")]

    operations = [
        migrations.AddField(
            model_name="minutessignature",
            name="digest",
            field=models.CharField(blank=True, default="", help_text="of what was signed", max_length=64),
        ),
        migrations.RemoveConstraint(model_name="minutessignature", name="meetings_signed_once_a_role"),
        migrations.RemoveConstraint(model_name="minutessignature", name="meetings_nobody_signs_twice"),
        migrations.AddConstraint(
            model_name="minutessignature",
            constraint=models.UniqueConstraint(
                fields=("minutes", "role", "digest"), name="meetings_text_signed_once_a_role"
            ),
        ),
        migrations.AddConstraint(
            model_name="minutessignature",
            constraint=models.UniqueConstraint(
                fields=("minutes", "person", "digest"), name="meetings_nobody_signs_a_text_twice"
            ),
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
