from django.db import migrations

from sunward.record import triggers


def install(_apps, schema_editor):
    triggers.install(schema_editor)


class Migration(migrations.Migration):
    """SQLite refuses text where bytes belong; what no act left in the outbox can be taken out of it again."""

    dependencies = [("record", "0004_refusals_per_person_served")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
