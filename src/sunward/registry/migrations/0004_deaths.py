from django.db import migrations, models

from sunward.registry import overlaps


def keep_apart(_apps, schema_editor):
    # SQLite has just remade the table of residence and lost its triggers.
    overlaps.install(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0003_arrivals_vouching_owners"),
    ]

    operations = [
        migrations.AddField(
            model_name="residencespell",
            name="left_because",
            field=models.CharField(blank=True, db_default="", max_length=8),
        ),
        migrations.RunPython(keep_apart, migrations.RunPython.noop),
    ]
