"""Whose word it rests on that somebody lives here again. Nullable, so that no table is written anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0039_ends_by_the_day_of_their_entry")]
    operations = [
        migrations.AddField(
            model_name="residencespell", name="told_by", field=models.CharField(max_length=12, null=True)
        ),
    ]
