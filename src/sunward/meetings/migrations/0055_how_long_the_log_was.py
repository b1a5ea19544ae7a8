"""Of how many entries the root is that a closed list of speakers keeps. Nullable, so that no table is written anew and
loses its triggers; older lists say nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0054_signed_in_which_entry")]

    operations = [
        migrations.AddField("speakerslist", "root_of", models.PositiveBigIntegerField(
            help_text="how many entries the log had at that root", null=True
        )),
    ]  # fmt: skip
