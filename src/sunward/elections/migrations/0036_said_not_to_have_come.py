"""What a receiver says has not come, beside the word of whoever says that it was handed over."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("elections", "0032_left_off_as_dead")]

    operations = [
        migrations.AddField("handover", "missing", models.TextField(
            blank=True, db_default="", help_text="what the receiver says has not come"
        )),
        migrations.AddField("handover", "missing_on", models.DateField(null=True)),
        migrations.AddField("handover", "missing_entry", models.CharField(blank=True, db_default="", max_length=64)),
        migrations.AddConstraint("handover", models.CheckConstraint(
            condition=Q(missing_on__isnull=True) | ~Q(missing=""), name="elections_missing_in_words",
        )),
    ]  # fmt: skip
