from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0008_hearings_asked_for")]

    operations = [
        migrations.AddField(
            model_name="matter",
            name="authorised_by",
            field=models.CharField(
                blank=True,
                default="",
                help_text="number of the decision by which a higher body handed it to the one that is to decide",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="authorised_by",
            field=models.CharField(
                help_text="number of the decision by which a higher body handed it over; null before it was asked for",
                max_length=40,
                null=True,
            ),
        ),
    ]
