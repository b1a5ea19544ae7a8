"""A slip that a voter signed bears out their own word alone. On rows that are not null, so that no table is written anew and
loses its triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0026_the_act_of_a_signature"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="takenback",
            constraint=models.UniqueConstraint(
                condition=models.Q(("signed_sha256__isnull", False)),
                fields=("signed_sha256",),
                name="ballots_slip_for_one_sheet_back",
            ),
        ),
    ]
