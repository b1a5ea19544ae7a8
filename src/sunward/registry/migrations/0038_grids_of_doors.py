"""In which grid a door was placed, when and why. A new table: nothing is written anew."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0036_corrections_of_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="GridPlacing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=20)),
                ("placed_on", models.DateField()),
                ("entry", models.CharField(max_length=64)),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.area"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placings", to="registry.household"
                    ),
                ),
                (
                    "was",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.area"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("was", None), models.Q(("was", models.F("grid")), _negated=True), _connector="OR"
                        ),
                        name="registry_placing_changes_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", "left_open"), ("was", None)),
                            models.Q(("reason__in", ("entered_wrongly", "redrawn")), ("was__isnull", False)),
                            _connector="OR",
                        ),
                        name="registry_placing_for_a_reason",
                    ),
                ],
            },
        ),
    ]
