"""What a consent to a vote comes to once an objection to its posting was found right."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0042_departures_taken_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="WithdrawnConsent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("community_code", models.CharField(max_length=40)),
                ("entry", models.CharField(help_text="that of the consent", max_length=64, unique=True)),
                ("applied_on", models.DateField()),
                ("applied_in", models.CharField(blank=True, max_length=64)),
                ("consented_on", models.DateField()),
                ("decision", models.CharField(max_length=40)),
                ("votes_from", models.DateField()),
                ("objection", models.CharField(max_length=40)),
                ("withdrawn_on", models.DateField()),
                ("given_again_on", models.DateField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="voteapplication",
            name="consent_entry",
            field=models.CharField(max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="voteapplication",
            name="withdrawn_on",
            field=models.DateField(help_text="an objection to the posting of the consent was found right", null=True),
        ),
        migrations.AddConstraint(
            model_name="voteapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_on", None),
                    models.Q(("consent_entry__isnull", False), ("withdrawn_on__gte", models.F("consented_on"))),
                    _connector="OR",
                ),
                name="registry_withdrawn_is_of_a_consent",
            ),
        ),
        migrations.AddField(
            model_name="withdrawnconsent",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="withdrawn_consents", to="registry.person"
            ),
        ),
        migrations.AddIndex(
            model_name="withdrawnconsent",
            index=models.Index(fields=["community_code", "votes_from"], name="registry_withdrawn"),
        ),
        migrations.AddConstraint(
            model_name="withdrawnconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_on__gte", models.F("consented_on")),
                    models.Q(
                        ("given_again_on", None), ("given_again_on__gte", models.F("withdrawn_on")), _connector="OR"
                    ),
                ),
                name="registry_withdrawn_after_consent",
            ),
        ),
    ]
