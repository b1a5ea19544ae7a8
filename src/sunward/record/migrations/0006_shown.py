"""Which fact each picture bore out, from now on."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("record", "0005_bytes_are_bytes")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Shown",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("log", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64)),
                ("fact", models.CharField(max_length=64)),
                ("ref", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["log", "sha256", "id"], name="record_shown_of_file")],
                "constraints": [models.UniqueConstraint(fields=("ref", "sha256"), name="record_shown_once_an_entry")],
            },
        ),
    ]
