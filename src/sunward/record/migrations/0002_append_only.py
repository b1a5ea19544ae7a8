from django.db import migrations

from sunward.record import triggers


def install(_apps, schema_editor):
    triggers.install(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
