"""Of what hangs on several numbered sheets, how many of them a picture of the board shows: of fewer than all it proves
nothing. Of older pictures nobody was asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0032_each_of_whom_it_speaks")]

    operations = [
        migrations.AddField("boardphotograph", "sheets", models.PositiveSmallIntegerField(
            help_text="of several numbered sheets, how many hang there", null=True
        )),
        migrations.AddField("boardphotograph", "sheets_of", models.PositiveSmallIntegerField(
            help_text="of how many, as they say", null=True
        )),
        migrations.AddConstraint("boardphotograph", models.CheckConstraint(
            condition=models.Q(sheets__isnull=True, sheets_of__isnull=True)
            | (
                models.Q(sheets__isnull=False, sheets_of__isnull=False, sheets__gte=1)
                & (
                    models.Q(sheets=models.F("sheets_of"))
                    | models.Q(sheets__lt=models.F("sheets_of"), hangs=False)
                )
            ),
            name="disclosure_photograph_of_all_sheets",
        )),
    ]  # fmt: skip
