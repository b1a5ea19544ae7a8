"""With which stay living here without a break began, of whoever has only moved to another door. Nullable, so that no
table is written anew."""

import django.db.models.deletion
from django.db import migrations, models

from sunward.registry import continuity


def forwards(_apps, schema_editor):
    continuity.install(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("registry", "0034_entered_without_an_election")]
    operations = [
        migrations.AddField(
            model_name="residencespell",
            name="began_with",
            field=models.ForeignKey(
                help_text="the stay with which living here without a break began; empty: this one",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="went_on_as",
                to="registry.residencespell",
            ),
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
