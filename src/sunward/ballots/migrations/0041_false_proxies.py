"""Votes that were cast by a proxy that was not given."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0040_polls_on_paper"),
    ]

    operations = [
        migrations.CreateModel(
            name="FalseProxy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("noted_on", models.DateField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ballots.rollentry"
                    ),
                ),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="false_proxies", to="ballots.vote"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "false proxies",
                "constraints": [models.UniqueConstraint(fields=("vote", "entry"), name="ballots_false_proxy_once")],
            },
        ),
    ]
