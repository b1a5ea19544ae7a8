"""By whose word what was entered at the desk is disputed; what was said before somebody's own word took its place."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0010_same_again_or_empty")]

    operations = [
        migrations.AddField("deskdispute", "entered_at_desk_in", models.CharField(
            help_text="the act of whoever entered it for them; none: by their own hand", max_length=64, null=True
        )),
        migrations.AddField("deskdispute", "signed_sha256", models.CharField(
            help_text="photograph of the slip that they signed", max_length=64, null=True
        )),
        migrations.CreateModel(
            name="EarlierDispute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True)),
                ("entered_in", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("received_on", models.DateField()),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("outcome", models.CharField(blank=True, max_length=12)),
                ("followed_on", models.DateField()),
                ("dispute", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="earlier", to="disclosure.deskdispute"
                )),
            ],
            options={"constraints": [models.CheckConstraint(
                condition=models.Q(followed_on__gte=models.F("received_on")), name="disclosure_earlier_dispute_days"
            )]},
        ),
    ]  # fmt: skip
