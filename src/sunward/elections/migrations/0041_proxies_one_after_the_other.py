"""Proxies that somebody gave one after the other are all kept; one of them stands."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("elections", "0040_on_the_list_that_hung"),
        ("registry", "0042_departures_taken_back"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="proxy", name="elections_one_proxy_each"),
        migrations.AddField(
            model_name="proxy",
            name="false_on",
            field=models.DateField(help_text="the day on which it was found that they had not given it", null=True),
        ),
        migrations.AddField(
            model_name="proxy",
            name="not_taken_back_on",
            field=models.DateField(
                help_text="the day on which it was found that they had not taken it back, while another stood",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.UniqueConstraint(
                condition=Q(("void_on", None)), fields=("election", "giver"), name="elections_one_proxy_each"
            ),
        ),
    ]
