"""Who reported a step: whether one person reported all of a matter is asked of it."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("decisions", "0005_matters_on_a_draft")]

    operations: ClassVar = [
        # May be empty: then SQLite adds the column, and does not make the table anew without its triggers.
        migrations.AddField(
            model_name="step",
            name="reported_by",
            field=models.CharField(help_text="person; empty before this was kept", max_length=64, null=True),
        ),
    ]
