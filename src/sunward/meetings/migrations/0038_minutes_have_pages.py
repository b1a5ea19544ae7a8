"""The photographed pages of the minutes' paper original, in sets. None is ever changed or removed. What was entered
before stands where it stood, beside the minutes.

A later migration that remakes the table on SQLite drops its triggers and must call `install` again.
"""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "meetings_minutespicture"
MESSAGE = "meetings: a photographed page is never changed or removed"


def install(_apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW"
            " EXECUTE FUNCTION meetings_refuse()",
            params=None,
        )
        return
    for event in ("UPDATE", "DELETE"):
        editor.execute(
            f"CREATE TRIGGER {TABLE}_{event.lower()} BEFORE {event} ON {TABLE} FOR EACH ROW"
            f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
            params=None,
        )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0032_proxies_that_were_none")]

    operations = [
        migrations.CreateModel(
            name="MinutesPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("batch", models.PositiveSmallIntegerField(help_text="photographed together, counted from one")),
                ("place", models.PositiveSmallIntegerField(help_text="which page of these, counted from one")),
                ("sha256", models.CharField(max_length=64)),
                ("added_on", models.DateField()),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pictures", to="meetings.minutes"
                    ),
                ),
            ],
            options={
                "ordering": ["batch", "place"],
                "constraints": [
                    models.UniqueConstraint(fields=("minutes", "batch", "place"), name="meetings_picture_place"),
                    models.UniqueConstraint(fields=("minutes", "batch", "sha256"), name="meetings_picture_once_a_set"),
                    models.CheckConstraint(
                        condition=models.Q(("batch__gte", 1), ("place__gte", 1)), name="meetings_picture_counted"
                    ),
                ],
            },
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
