"""How many opinions stood in the record of a hearing when somebody signed it. Nullable, so that no table is written anew
and loses its triggers; older signatures say nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0050_who_said_an_opinion")]

    operations = [
        migrations.AddField("recordsignature", "opinions", models.PositiveSmallIntegerField(
            help_text="how many it said then; what came later is not signed", null=True
        )),
    ]  # fmt: skip
