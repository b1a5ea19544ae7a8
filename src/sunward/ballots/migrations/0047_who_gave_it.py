"""Who gave a vote is kept with it, of places that a proxy filled. Nothing is written anew: of older votes the last who
filled the place did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ballots", "0046_who_sat_by_proxy")]

    operations = [
        migrations.AddField(
            model_name="mark",
            name="by_stay",
            field=models.IntegerField(
                help_text="of a place that a proxy filled, who gave it: see casting/proxied.py; none for all others",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="votingcode",
            name="by_stay",
            field=models.IntegerField(
                help_text="of a place that a proxy filled, who was handed it: see casting/proxied.py", null=True
            ),
        ),
        migrations.AddField(
            model_name="codeslip",
            name="by_stay",
            field=models.IntegerField(help_text="of a place that a proxy filled, to whom it was brought", null=True),
        ),
    ]
