"""How many days the catalogue asked for when something was posted: what was posted for fewer is short. Of older
postings it is not known. It is never changed.

A later migration that remakes the table on SQLite drops its triggers and must call `install` again.
"""

from django.db import migrations, models

TABLE = "disclosure_publication"
MESSAGE = "disclosure: how long a posting had to hang is never rewritten"


def install(_apps, editor):
    postgres = editor.connection.vendor == "postgresql"
    differs = "IS DISTINCT FROM" if postgres else "IS NOT"
    refuse = f"EXECUTE FUNCTION {TABLE}_refuse()" if postgres else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    editor.execute(
        f"CREATE TRIGGER {TABLE}_asked BEFORE UPDATE ON {TABLE} FOR EACH ROW"
        f" WHEN (NEW.asked_days {differs} OLD.asked_days) {refuse}",
        params=None,
    )


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0030_does_it_hang_there")]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="asked_days",
            field=models.PositiveSmallIntegerField(
                help_text="calendar days that the catalogue of its day asked for; null: it asked for none", null=True
            ),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
