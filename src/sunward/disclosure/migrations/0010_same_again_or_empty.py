"""Which postings only repeat another, and which say nothing beyond their title. Nullable, so that no table is written
anew and loses its triggers; of older postings neither is known."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0005_board_proof_codes_demands"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="bare",
            field=models.BooleanField(help_text="says nothing beyond its title", null=True),
        ),
        migrations.AddField(
            model_name="publication",
            name="repeats",
            field=models.ForeignKey(
                help_text="the first posting with this very content, where a correction changed nothing",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="repeated_by",
                to="disclosure.publication",
            ),
        ),
    ]
