"""Sheets that were entered as handed out, and never taken by the word of whom they were entered for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0047_who_gave_it"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeniedSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("denied_by", models.CharField(help_text="the voter, or who entered it at the desk", max_length=64)),
                ("denied_on", models.DateField()),
                ("denied_in", models.CharField(help_text="the act by which they said so", max_length=64)),
                ("at_desk", models.BooleanField(help_text="entered at the desk, from a slip")),
                ("void_on", models.DateField(help_text="said at the desk, and not by them", null=True)),
                (
                    "mark",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="denied_sheet", to="ballots.mark"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "denied sheets",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("void_on__isnull", True), ("at_desk", True), _connector="OR"),
                        name="ballots_own_word_on_a_sheet_stays",
                    )
                ],
            },
        ),
    ]
