"""Whether register and objections bore a correction out when it was made. Nullable: of older ones nobody kept it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0030_opened_at_the_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name="correction",
            name="unborne",
            field=models.BooleanField(
                help_text="neither register nor objection bore it out; null where that was not kept", null=True
            ),
        ),
    ]
