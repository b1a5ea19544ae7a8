from django.db import migrations, models

PURPOSES = ("meeting", "recall", "disclosure", "hearing", "other")


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0018_said_aloud"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="petition", name="ballots_petition_purpose"),
        migrations.AddConstraint(
            model_name="petition",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", PURPOSES)), name="ballots_petition_purpose"
            ),
        ),
    ]
