"""Those who were drawn can answer for themselves; that somebody else says for them that they did not vote needs proof."""

from django.db import migrations, models
from django.db.models import F, Q

SIGNED, SECOND = "photograph of the signed answer", "somebody of another body heard the same"
OWN = "their own word; takes the other's place"


class Migration(migrations.Migration):
    dependencies = [("ballots", "0014_counted_by_two")]

    operations = [
        migrations.AddField("sampledvoter", "asked_by_body", models.CharField(max_length=40, null=True)),
        migrations.AddField(
            "sampledvoter", "signed_sha256", models.CharField(help_text=SIGNED, max_length=64, null=True)
        ),
        migrations.AddField(
            "sampledvoter", "seconded_by", models.CharField(help_text=SECOND, max_length=60, null=True)
        ),
        migrations.AddField("sampledvoter", "own_answer", models.CharField(help_text=OWN, max_length=16, null=True)),
        migrations.AddField("sampledvoter", "own_answered_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "sampledvoter",
            models.CheckConstraint(
                condition=Q(own_answer=None, own_answered_on=None)
                | Q(own_answer__in=("voted", "did_not_vote"), own_answered_on__isnull=False),
                name="ballots_sample_own_answer",
            ),
        ),
        migrations.AddConstraint(
            "sampledvoter",
            models.CheckConstraint(
                condition=Q(seconded_by=None) | ~Q(seconded_by=F("asked_by")), name="ballots_sample_second_is_another"
            ),
        ),
    ]
