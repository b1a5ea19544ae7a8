"""Stays that were taken back: what had opened before still has them there."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0040_back_by_whose_word"),
    ]

    operations = [
        migrations.CreateModel(
            name="StayTakenBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_day", models.DateField()),
                ("left_on", models.DateField(null=True)),
                ("entry", models.CharField(max_length=64)),
                ("left_entry", models.CharField(max_length=64, null=True)),
                ("undone_in", models.CharField(max_length=64)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays_taken_back",
                        to="registry.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays_taken_back",
                        to="registry.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "entry"), name="registry_stay_taken_back_once")
                ],
            },
        ),
    ]
