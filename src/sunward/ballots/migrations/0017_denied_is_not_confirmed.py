"""The database itself confirms no count that its second has not said, or that somebody found otherwise."""

from django.db import migrations

from sunward.ballots.casting import sealed


def in_turn(_apps, schema_editor):
    sealed.install(schema_editor, sealed.COUNTS)


class Migration(migrations.Migration):
    dependencies = [("ballots", "0016_a_count_that_does_not_add_up")]

    operations = [migrations.RunPython(in_turn, migrations.RunPython.noop)]
