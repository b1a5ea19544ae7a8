"""The day from which the voters of an election can nominate."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("elections", "0003_said_to_be_kin")]

    operations = [
        migrations.AddField("election", "roll_taken_on", models.DateField(
            help_text="from then on its voters nominate; none: not kept, or no roll", null=True
        )),
    ]  # fmt: skip
