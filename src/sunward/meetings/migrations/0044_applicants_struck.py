"""Somebody put on the list of speakers by a clerk alone is struck from it, and passed over when lots are drawn.
Nullable, so that no table is written anew and loses its triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0038_minutes_have_pages")]

    operations = [
        migrations.AddField("speaker", "struck_on", models.DateField(
            help_text="applied at the desk for somebody who had not wished it; the number stays", null=True
        )),
        migrations.AddField("draw", "passed_over", models.JSONField(
            help_text="numbers that were struck before the draw", null=True
        )),
    ]  # fmt: skip
