"""How many a notice reached by letter, visit, telephone or message. Nullable, so that no table is written anew and
loses its triggers; older ones say nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0056_at_which_hour_people_were_told")]

    operations = [
        migrations.AddField("notice", "reached", models.PositiveIntegerField(
            help_text="how many people or doors it reached, where it is no page and no poster", null=True
        )),
    ]  # fmt: skip
