"""Which upheld objection bears a correction of a roll out; each serves once. Nullable, so that no table is written anew and
loses its triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0024_said_at_the_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name="correction",
            name="objection",
            field=models.CharField(help_text="the upheld objection that bears it out", max_length=40, null=True),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("objection__isnull", False)),
                fields=("objection",),
                name="ballots_an_objection_serves_once",
            ),
        ),
    ]
