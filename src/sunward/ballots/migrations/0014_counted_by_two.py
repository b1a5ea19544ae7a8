"""A count waits until the other of the two whom it names has said the same. Nullable, so that no table is written anew;
counts of older releases that a third person has confirmed stay confirmed."""

from django.db import migrations, models

AT_THE_DESK = "photograph of the sheet both signed, where the second said so at the desk"
SAID = "the other of the two has said the same; no count without"


class Migration(migrations.Migration):
    dependencies = [("ballots", "0013_counted_otherwise")]

    operations = [
        migrations.AddField("count", "seconded_on", models.DateField(help_text=SAID, null=True)),
        migrations.AddField(
            "count", "seconded_sheet_sha256", models.CharField(help_text=AT_THE_DESK, max_length=64, null=True)
        ),
    ]
