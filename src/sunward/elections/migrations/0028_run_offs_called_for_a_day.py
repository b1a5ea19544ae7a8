"""A run-off is called for a day and hours of which people are told, and opened on that day."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("elections", "0027_handed_on_and_void"),
    ]

    operations = [
        migrations.CreateModel(
            name="RunOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("after_vote", models.CharField(help_text="the vote that left the seats open", max_length=40)),
                ("called_on", models.DateField()),
                ("called_by_post", models.CharField(max_length=80)),
                ("voting_day", models.DateField()),
                ("places", models.CharField(max_length=300)),
                ("from_hour", models.TimeField()),
                ("until_hour", models.TimeField()),
                ("polled_on", models.DateField(null=True)),
                (
                    "contest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="run_offs", to="elections.contest"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contest", "after_vote", "voting_day"), name="elections_run_off_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("voting_day__gt", models.F("called_on"))),
                        name="elections_run_off_told_before",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("polled_on__isnull", True), ("polled_on", models.F("voting_day")), _connector="OR"
                        ),
                        name="elections_run_off_on_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_hour__gt", models.F("from_hour"))), name="elections_run_off_hours"
                    ),
                ],
            },
        ),
    ]
