"""Who had disputed an entry before somebody else did of whom it speaks too. Of older rows it is whoever disputes it
now."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0031_days_asked_for")]

    operations = [
        migrations.AddField(
            model_name="earlierdispute",
            name="by",
            field=models.CharField(
                help_text="null, of an older release: whoever disputes it now", max_length=60, null=True
            ),
        ),
    ]
