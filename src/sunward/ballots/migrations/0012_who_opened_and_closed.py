"""Who opened and who closed a vote: whoever certifies it should have done neither. Nullable, so that SQLite need not write
the table anew, which its triggers forbid."""

from django.db import migrations, models

HELP = "none for votes of older releases"


class Migration(migrations.Migration):
    dependencies = [("ballots", "0011_petitions_by_their_question")]

    operations = [
        migrations.AddField(
            model_name="vote", name="opened_by", field=models.CharField(help_text=HELP, max_length=64, null=True)
        ),
        migrations.AddField(
            model_name="vote", name="closed_by", field=models.CharField(help_text=HELP, max_length=64, null=True)
        ),
    ]
