"""Which corrections were handed in on paper in time and entered once the minutes were locked. Nullable, so that no
table is written anew and loses its triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0069_who_leaves_the_list_of_speakers")]

    operations = [
        migrations.AddField("minutescorrection", "after_lock", models.BooleanField(
            help_text="handed in in time, entered once the minutes were locked", null=True
        )),
    ]  # fmt: skip
