"""Whose own word it is that a place steps aside: of a household another may come than whoever said so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0061_whose_work_is_judged")]

    operations = [
        migrations.AddField(
            model_name="offbase",
            name="said_by",
            field=models.CharField(
                blank=True, default="", help_text="whose own word it is; empty: declared, or of others", max_length=64
            ),
            preserve_default=False,
        ),
    ]
