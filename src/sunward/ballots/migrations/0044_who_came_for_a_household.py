"""Who came for a household, where they said so themselves: one person comes for one in a vote, and signs for one.
Nothing is written anew: older marks and signatures do not tell."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

CAME = "who came for a household, by their own hand or word; null: not a household’s, or not known"


def who_came():
    return models.ForeignKey(
        db_index=False, help_text=CAME, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
        to="registry.person",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0043_weights_put_right"),
        ("registry", "0040_back_by_whose_word"),
    ]

    operations = [
        migrations.AddField(model_name="mark", name="came", field=who_came()),
        migrations.AddField(model_name="signature", name="came", field=who_came()),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.UniqueConstraint(
                condition=Q(came__isnull=False, withdrawn_on__isnull=True),
                fields=("vote", "came"),
                name="ballots_comes_for_one_household",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                condition=Q(came__isnull=False, withdrawn_on__isnull=True),
                fields=("petition", "came"),
                name="ballots_signs_for_one_household",
            ),
        ),
    ]
