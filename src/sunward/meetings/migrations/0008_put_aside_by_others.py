"""Whether somebody stepped aside, or was put aside by others; and whether they took it back themselves. Nullable: of what
older releases wrote nobody knows."""

from django.db import migrations, models

OTHERS, SELF = "rests on the word of somebody else alone", "only what they declared themselves can renew it"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0007_called_by_petitioners")]

    operations = [
        migrations.AddField("offbase", "by_others", models.BooleanField(help_text=OTHERS, null=True)),
        migrations.AddField("offbase", "taken_back_by_self", models.BooleanField(help_text=SELF, null=True)),
    ]
