from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0006_who_reported")]

    operations = [
        migrations.AddField(
            model_name="step",
            name="known",
            field=models.JSONField(
                help_text="{class: how many the record knew}; null where no figures were typed, or before it was asked",
                null=True,
            ),
        ),
    ]
