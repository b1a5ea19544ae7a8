"""The day from which the voters of an election can nominate."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("elections", "0004_what_the_desk_said")]

    operations = [
        migrations.AddField("election", "roll_taken_on", models.DateField(
            help_text="from then on its voters nominate; none: not kept, or no roll", null=True
        )),
    ]  # fmt: skip
