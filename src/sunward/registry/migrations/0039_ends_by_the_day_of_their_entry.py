"""On which day the end of a stay was entered: a departure can name any day. Nullable, so that no table is written
anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0038_grids_of_doors")]
    operations = [
        migrations.AddField(
            model_name="residencespell",
            name="left_said_on",
            field=models.DateField(
                help_text="the day on which the end was entered, whatever day it names; empty: as that day", null=True
            ),
        ),
    ]
