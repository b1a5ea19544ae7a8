"""A stay that was said to have ended is kept as it stood as well, once that is found wrong."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0041_stays_taken_back"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="staytakenback", name="registry_stay_taken_back_once"),
        migrations.AddConstraint(
            model_name="staytakenback",
            constraint=models.UniqueConstraint(
                fields=("person", "entry", "undone_in"), name="registry_stay_taken_back_once"
            ),
        ),
    ]
