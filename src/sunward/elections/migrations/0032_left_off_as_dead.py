"""Who was left off a ballot as dead, kept whatever becomes of the entry."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("elections", "0028_run_offs_called_for_a_day")]
    operations = [
        migrations.AddField(
            model_name="candidate",
            name="left_off_on",
            field=models.DateField(
                help_text="dead by the register when the poll opened, so not on the ballot", null=True
            ),
        ),
    ]
