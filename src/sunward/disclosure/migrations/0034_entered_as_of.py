"""An objection that an upheld dispute dates earlier keeps the day from which it counted until then: by its rule books it
is answered. Of those that were dated by an older release nobody kept it: they go by the earlier day, as they did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0033_as_many_sheets_as_it_takes")]

    operations = [
        migrations.AddField("objection", "entered_as_of", models.DateField(
            help_text="of one that an upheld dispute has dated earlier: the day from which it counted till then", null=True
        )),
        migrations.AddConstraint("objection", models.CheckConstraint(
            condition=models.Q(entered_as_of__isnull=True) | models.Q(entered_as_of__gt=models.F("received_on")),
            name="disclosure_objection_dated_earlier",
        )),
    ]  # fmt: skip
