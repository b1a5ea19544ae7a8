from django.db import migrations

from sunward.ballots.casting import sealed


def forwards(_apps, schema_editor):
    sealed.install(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("ballots", "0001_rolls_petitions_votes")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
