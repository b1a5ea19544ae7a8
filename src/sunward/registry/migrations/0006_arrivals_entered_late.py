"""On which day a stay was entered, where that was late. Nullable, so that no table is written anew and keeps its
triggers; of older entries nobody knows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_departures_by_whose_word"),
    ]

    operations = [
        migrations.AddField(
            model_name="residencespell",
            name="late_on",
            field=models.DateField(
                help_text="the day of its entry, if that came later than the rule book lets it", null=True
            ),
        ),
    ]
