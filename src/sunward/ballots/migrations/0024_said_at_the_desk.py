"""What the desk entered as a voter's own word on a denied answer or a sheet that came back. Nullable: of older rows nobody
knows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0023_entered_from_paper"),
    ]

    operations = [
        migrations.AddField(
            model_name="deniedanswer",
            name="accepted_in",
            field=models.CharField(
                help_text="the act by which they agreed with what is entered now", max_length=64, null=True
            ),
        ),
        migrations.AddField(
            model_name="takenback",
            name="signed_sha256",
            field=models.CharField(help_text="of the slip, where it was said at the desk", max_length=64, null=True),
        ),
    ]
