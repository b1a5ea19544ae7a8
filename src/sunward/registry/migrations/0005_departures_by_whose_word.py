"""Whose word the end of a stay rests on, which entry ended it, and whether that was taken back. Nullable, so that no table
is written anew and keeps its triggers; of older departures nobody knows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0004_deaths"),
    ]

    operations = [
        migrations.AddField(
            model_name="residencespell",
            name="left_entry",
            field=models.CharField(max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="residencespell",
            name="left_told_by",
            field=models.CharField(max_length=12, null=True),
        ),
        migrations.AddField(
            model_name="residencespell",
            name="undone_on",
            field=models.DateField(null=True),
        ),
    ]
