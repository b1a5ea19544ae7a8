"""Who hung on a list of candidates, whatever the day of their acceptance. Nullable, so that no table is written anew and
loses its triggers; of lists that hung before, the days still tell."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("elections", "0039_left_out_as_barred")]

    operations = [
        migrations.AddField("candidate", "listed_on", models.DateField(
            help_text="hung on the posted list; none: accepted since, or it hung before this was kept", null=True
        )),
    ]  # fmt: skip
