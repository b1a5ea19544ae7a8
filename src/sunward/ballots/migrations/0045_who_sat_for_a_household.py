"""Who came for a household is kept with the vote that was put in a room, and with a signature after which the place
signed again. Nothing is written anew: of older votes the list of attendance says it, of older signatures nothing."""

import django.db.models.deletion
from django.db import migrations, models

CAME = "who came for a household, by their own hand or word; null: not a household’s, or not known"


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0044_who_came_for_a_household"),
        ("registry", "0041_stays_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="vote",
            name="delegates",
            field=models.JSONField(
                help_text="who (row) came for which household (roll entry) in the room; none for other rolls", null=True
            ),
        ),
        migrations.AddField(
            model_name="earliersignature",
            name="came",
            field=models.ForeignKey(
                db_index=False,
                help_text=CAME,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.person",
            ),  # fmt: skip
        ),
    ]
