"""The act that gave a proxy: an upheld dispute undoes that one and no other. Nullable, so that no table is written anew and
loses its triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("elections", "0005_roll_taken_on")]

    operations = [
        migrations.AddField(
            "proxy", "entry", models.CharField(help_text="the act that gave it", max_length=64, null=True)
        ),
    ]
