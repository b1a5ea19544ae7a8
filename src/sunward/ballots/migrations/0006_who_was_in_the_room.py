"""Which places were filled in the room when the question was put: hands and voices count for those alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ballots", "0005_signatures_given_again")]

    operations = [
        migrations.AddField(
            model_name="vote",
            name="in_room",
            field=models.JSONField(help_text="roll entries that were in the room; none outside a meeting", null=True),
        ),
    ]
