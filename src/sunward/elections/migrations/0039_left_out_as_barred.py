"""Who had accepted and was left out of the list of candidates, for a rule bars them by then. Nullable, so that no table
is written anew and loses its triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("elections", "0037_moved_once_by_the_opener")]

    operations = [
        migrations.AddField("candidate", "barred_on", models.DateField(
            help_text="had accepted, and was left out of the list: barred by then", null=True
        )),
    ]  # fmt: skip
