from django.db import migrations

from sunward.registry import overlaps


def forwards(_apps, schema_editor):
    overlaps.install(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_first_tables")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
