"""An item about a matter is decided by the rule books under which that was opened."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0067_whose_own_word_it_is"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="charter_versions",
            field=models.JSONField(
                help_text="the rule books under which its matter was opened; none: those of the meeting's call",
                null=True,
            ),
        ),
    ]
