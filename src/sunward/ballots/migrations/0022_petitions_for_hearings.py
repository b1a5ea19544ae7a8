"""A petition can ask for a hearing on a matter: one more word in the column, and it names its matter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0021_what_was_denied"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="petition", name="ballots_petition_purpose"),
        migrations.AddConstraint(
            model_name="petition",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ("meeting", "recall", "disclosure", "other", "hearing"))),
                name="ballots_petition_purpose",
            ),
        ),
        migrations.AddConstraint(
            model_name="petition",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose", "hearing"), _negated=True) | models.Q(("asks_for", ""), _negated=True),
                name="ballots_hearing_names_its_matter",
            ),
        ),
    ]
