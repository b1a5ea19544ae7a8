"""What was corrected about people who stand in the register. A new table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0035_moving_next_door"),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("corrected_on", models.DateField()),
                ("entry", models.CharField(max_length=64, unique=True)),
                ("told_by", models.CharField(max_length=12)),
                ("name_was", models.CharField(max_length=80, null=True)),
                ("born", models.BooleanField(default=False)),
                ("born_was", models.DateField(null=True)),
                ("papers_was", models.CharField(max_length=20, null=True)),
                ("status_was", models.CharField(max_length=12, null=True)),
                ("undone_on", models.DateField(help_text="found wrong on this day, and put back", null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="registry.person"
                    ),
                ),
                (
                    "spell",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="registry.residencespell",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status_was", None),
                            ("status_was__in", ("registered", "habitual", "mobile")),
                            _connector="OR",
                        ),
                        name="registry_correction_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("born", True),
                            ("name_was__isnull", False),
                            ("papers_was__isnull", False),
                            ("status_was__isnull", False),
                            _connector="OR",
                        ),
                        name="registry_correction_of_something",
                    ),
                ],
            },
        ),
    ]
