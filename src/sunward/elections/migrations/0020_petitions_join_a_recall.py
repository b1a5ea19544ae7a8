"""A later petition for the same recall joins it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ballots", "0025_an_objection_serves_once"), ("elections", "0014_said_to_be_handed_over")]
    operations = [
        migrations.CreateModel(
            name="JoinedPetition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("joined_on", models.DateField()),
                (
                    "petition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="joined_recall", to="ballots.petition"
                    ),
                ),
                (
                    "recall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="joined", to="elections.recall"
                    ),
                ),
            ],
        ),
    ]
