"""Which postings only repeat another, and which say nothing beyond their title. Nullable, so that no table is written
anew and loses its triggers; of older postings neither is known. Neither is ever changed.

A later migration that remakes the table on SQLite drops its triggers and must call `install` again.
"""

import django.db.models.deletion
from django.db import migrations, models


TABLE, KEPT = "disclosure_publication", ("repeats_id", "bare")
MESSAGE = "disclosure: what a posting repeats or leaves out is never rewritten"


def install(_apps, editor):
    postgres = editor.connection.vendor == "postgresql"
    differs = "IS DISTINCT FROM" if postgres else "IS NOT"
    refuse = f"EXECUTE FUNCTION {TABLE}_refuse()" if postgres else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in KEPT)
    editor.execute(
        f"CREATE TRIGGER {TABLE}_said BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN ({changed}) {refuse}", params=None
    )


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0008_whom_an_upheld_objection_is_about"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="bare",
            field=models.BooleanField(help_text="says nothing beyond its title", null=True),
        ),
        migrations.AddField(
            model_name="publication",
            name="repeats",
            field=models.ForeignKey(
                help_text="the first posting with this very content, where a correction changed nothing",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="repeated_by",
                to="disclosure.publication",
            ),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
