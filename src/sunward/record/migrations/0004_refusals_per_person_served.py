from django.db import migrations, models
from django.db.models.functions import Coalesce

from sunward.record import triggers


def install(_apps, schema_editor):
    triggers.install(schema_editor)


class Migration(migrations.Migration):
    """At a desk a refusal a day for everybody served, not one for all of them. The triggers know the new key."""

    dependencies = [("record", "0003_journal_of_result")]

    operations = [
        migrations.RemoveConstraint(model_name="journal", name="record_journal_one_refusal_a_day"),
        migrations.AddConstraint(
            model_name="journal",
            constraint=models.UniqueConstraint(
                models.F("by"),
                models.F("act"),
                models.F("subject_type"),
                models.F("subject_id"),
                models.F("refused_on"),
                Coalesce("on_behalf_of", models.Value("")),
                condition=models.Q(("refused_on__isnull", False)),
                name="record_journal_one_refusal_a_day",
            ),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
