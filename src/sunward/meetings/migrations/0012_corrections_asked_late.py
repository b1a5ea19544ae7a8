"""Which corrections were asked for after their days. Nullable, so that no table is written anew and loses its
triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0011_what_the_desk_said"),
    ]

    operations = [
        migrations.AddField(
            model_name="minutescorrection",
            name="late",
            field=models.BooleanField(help_text="asked for after the days for it: holds up no signature", null=True),
        ),
    ]
