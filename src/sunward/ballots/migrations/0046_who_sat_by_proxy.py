"""Which places a proxy filled is kept with the vote that was put in a room. Nothing is written anew: of older votes the
list of attendance says it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ballots", "0045_who_sat_for_a_household")]

    operations = [
        migrations.AddField(
            model_name="vote",
            name="by_proxy",
            field=models.JSONField(
                help_text="places filled by a proxy: see casting/proxied.py; none outside a meeting", null=True
            ),
        ),
        migrations.AddField(
            model_name="falseproxy",
            name="stays",
            field=models.JSONField(
                default=list, help_text="none in rows of older releases: whoever was there as a proxy"
            ),
        ),
    ]
