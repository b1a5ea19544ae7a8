"""By which act a signature no longer counts or an answer was denied, who entered a voter's own answer, and what of it was
found to be nobody's word. Nullable: of older rows nobody knows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0018_said_aloud"),
    ]

    operations = [
        migrations.AddField(
            model_name="deniedanswer",
            name="said_in",
            field=models.CharField(help_text="the act by which they said so", max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="deniedanswer",
            name="void_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="sampledvoter",
            name="own_entered_body",
            field=models.CharField(max_length=40, null=True),
        ),
        migrations.AddField(
            model_name="sampledvoter",
            name="own_entered_by",
            field=models.CharField(help_text="the clerk, where it was said at the desk", max_length=60, null=True),
        ),
        migrations.AddField(
            model_name="sampledvoter",
            name="own_entry",
            field=models.CharField(max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="sampledvoter",
            name="own_seconded_by",
            field=models.CharField(help_text="somebody of another body heard the same", max_length=60, null=True),
        ),
        migrations.AddField(
            model_name="sampledvoter",
            name="own_void_on",
            field=models.DateField(help_text="said at the desk, and not by them", null=True),
        ),
        migrations.AddField(
            model_name="signature",
            name="withdrawn_entry",
            field=models.CharField(help_text="the act by which it no longer counts", max_length=64, null=True),
        ),
        migrations.AddConstraint(
            model_name="deniedanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("void_on__isnull", True), ("corrected_on__isnull", False), _connector="OR"),
                name="ballots_void_denial_is_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="sampledvoter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("own_seconded_by", None),
                    models.Q(("own_seconded_by", models.F("own_entered_by")), _negated=True),
                    _connector="OR",
                ),
                name="ballots_own_answer_second_is_another",
            ),
        ),
    ]
