"""A poll that was held on paper without power is entered once its hours are over, with the sheets of its signed list."""

from django.db import migrations, models

from sunward.ballots.casting import sealed


def or_over(_apps, schema_editor):
    sealed.install(schema_editor, sealed.ON_PAPER)


class Migration(migrations.Migration):
    dependencies = [("ballots", "0036_what_bears_a_correction_out")]

    operations = [
        migrations.AddField(
            model_name="mark",
            name="list_sha256",
            field=models.CharField(
                help_text="entered afterwards from this signed list; none: as it was handed out",
                max_length=64,
                null=True,
            ),
        ),
        migrations.RunPython(or_over, migrations.RunPython.noop),
    ]
