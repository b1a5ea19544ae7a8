"""When a vote that was held on paper was entered. Nullable, and refused by a trigger where it cannot be: for a CHECK SQLite
would write the table anew, which its triggers forbid."""

from django.db import migrations, models

from sunward.ballots.casting import sealed


def put_before(_apps, schema_editor):
    sealed.install(schema_editor, sealed.ON_PAPER)


class Migration(migrations.Migration):
    dependencies = [("ballots", "0022_petitions_for_hearings")]

    operations = [
        migrations.AddField(
            model_name="vote",
            name="entered_at",
            field=models.DateTimeField(help_text="put on paper, and entered then; none for all others", null=True),
        ),
        migrations.RunPython(put_before, migrations.RunPython.noop),
    ]
