"""The act that named a speaker, and the one by which numbers were confirmed or found otherwise: an upheld dispute undoes
that one and no other. Nullable, so that no table is written anew and loses its triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_corrections_asked_late")]

    operations = [
        migrations.AddField(
            "speaker", "entry", models.CharField(help_text="the act that named them", max_length=64, null=True)
        ),
        migrations.AddField(
            "throw",
            "confirmed_in",
            models.CharField(help_text="the act of the other of the two", max_length=64, null=True),
        ),
    ]
