"""From when until when a poll is open, as its call announced it; the list of a post for which too few stand; a proxy
that was found to be false when the poll was open."""

from django.db import migrations, models
from django.db.models import F, Q

NOTE = "none: called before hours were asked for"


def hours(model: str) -> list[migrations.operations.base.Operation]:
    return [
        migrations.AddField(model, "from_hour", models.TimeField(help_text=NOTE, null=True)),
        migrations.AddField(model, "until_hour", models.TimeField(null=True)),
        migrations.AddConstraint(model, models.CheckConstraint(
            condition=Q(from_hour__isnull=True, until_hour__isnull=True) | Q(until_hour__gt=F("from_hour")),
            name=f"elections_{model}_hours",
        )),
    ]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("elections", "0006_which_act_gave_it")]

    operations = [
        *hours("election"), *hours("recall"),
        migrations.AddField("contest", "reopened_on", models.DateField(
            help_text="its list hung and is open again: too few stand; until it hangs anew", null=True
        )),
        migrations.AddField("proxy", "false_in_poll_on", models.DateField(
            help_text="entered at the desk for one who gave none, and found out when the poll was open", null=True
        )),
    ]  # fmt: skip
