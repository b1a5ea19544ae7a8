from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0018_said_aloud"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="petition",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose", "other"), _negated=True) | models.Q(("asks_for", ""), _negated=True),
                name="ballots_hearing_names_its_matter",
            ),
        ),
    ]
