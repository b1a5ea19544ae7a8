"""Weights that were put right: a new table, nothing is written anew. None is changed once a vote has opened."""

import django.db.models.deletion
from django.db import migrations, models

from sunward.ballots.casting import sealed


def forwards(_apps, schema_editor):
    sealed.install(schema_editor, sealed.WEIGHTS)


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0041_false_proxies"),
    ]

    operations = [
        migrations.CreateModel(
            name="WeightCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was", models.PositiveBigIntegerField()),
                ("weight", models.PositiveBigIntegerField(help_text="by the register, on the roll's day")),
                ("reason", models.CharField(max_length=40)),
                (
                    "words",
                    models.CharField(blank=True, help_text="in words; for those who may read names", max_length=300),
                ),
                ("corrected_at", models.DateTimeField()),
                ("corrected_on", models.DateField()),
                ("corrected_by_post", models.CharField(max_length=80)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weight_corrections",
                        to="ballots.rollentry",
                    ),
                ),
                (
                    "roll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weight_corrections",
                        to="ballots.roll",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("weight", models.F("was")), _negated=True), ("weight__gt", 0)),
                        name="ballots_weight_is_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="ballots_weight_for_a_reason"
                    ),
                ],
            },
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
