"""Who was entered in an elected post without an election keeps it until somebody is elected, be it on the same day."""

from django.db import migrations, models

from sunward.registry import overlaps


def forwards(_apps, schema_editor):
    overlaps.install(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("registry", "0030_void_kinship")]
    operations = [
        migrations.AddField(
            model_name="appointment",
            name="by_hand_on",
            field=models.DateField(
                help_text="entered on this day in an elected post without an election; keeps it until one", null=True
            ),
        ),
        migrations.RemoveConstraint(model_name="appointment", name="registry_appointment_ends_after_it_begins"),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_on", None),
                    ("left_on__gt", models.F("from_day")),
                    models.Q(("by_hand_on__isnull", False), ("left_on", models.F("from_day"))),
                    _connector="OR",
                ),
                name="registry_appointment_ends_after_it_begins",
            ),
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
