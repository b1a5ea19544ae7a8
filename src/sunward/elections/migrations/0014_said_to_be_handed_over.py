"""What a giver says of a handover, with the signed list; and that supervisors have seen it."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("elections", "0008_at_the_desk_by_whose_wish")]

    operations = [
        migrations.AddField("handover", "given_on", models.DateField(
            help_text="the giver says that it has been handed over; ends nothing", null=True
        )),
        migrations.AddField("handover", "given_photograph_sha256", models.CharField(
            blank=True, db_default="", max_length=64
        )),
        migrations.AddField("handover", "witnessed_on", models.DateField(null=True)),
        migrations.AddField("handover", "witnessed_by_post", models.CharField(
            blank=True, db_default="", max_length=80
        )),
        migrations.AddConstraint("handover", models.CheckConstraint(
            condition=Q(given_on__isnull=True) | ~Q(given_photograph_sha256=""),
            name="elections_given_with_a_signed_list",
        )),
        migrations.AddConstraint("handover", models.CheckConstraint(
            condition=Q(witnessed_on__isnull=True) | Q(given_on__isnull=False),
            name="elections_witnessed_once_given",
        )),
    ]  # fmt: skip
