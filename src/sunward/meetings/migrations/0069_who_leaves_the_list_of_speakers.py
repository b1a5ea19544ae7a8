"""Whoever is on a list of speakers leaves it by their own word. Nullable, so that no table is written anew and loses its
triggers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0068_the_rules_of_its_matter")]

    operations = [
        migrations.AddField("speaker", "left_on", models.DateField(
            help_text="left by their own word", null=True
        )),
        migrations.AddField("speaker", "left_entry", models.CharField(
            help_text="the act by which they left", max_length=64, null=True
        )),
        migrations.AddField("speaker", "left_after", models.ForeignKey(
            help_text="numbers that had been thrown when they left", null=True,
            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meetings.throw",
        )),
    ]  # fmt: skip
