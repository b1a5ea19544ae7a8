from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0007_what_the_record_knew")]

    operations = [
        migrations.AddField(
            model_name="step",
            name="hearing_asked_on",
            field=models.DateField(
                help_text="when a petition for a hearing had its number, if it did before this was recorded", null=True
            ),
        ),
    ]
