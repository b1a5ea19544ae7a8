"""When a vote that was held on paper was entered. Nullable, and refused by a trigger where it cannot be: for a CHECK SQLite
would write the table anew, which its triggers forbid. And a voter's word that a sheet was not taken back from them."""

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
        migrations.AddField(
            model_name="takenback",
            name="denied_on",
            field=models.DateField(help_text="the voter says that it lies in the box", null=True),
        ),
        migrations.AddField(
            model_name="takenback",
            name="denied_in",
            field=models.CharField(help_text="the act by which they said so", max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="takenback",
            name="denial_over_on",
            field=models.DateField(help_text="they say now that they gave it back, or never denied it", null=True),
        ),
    ]
