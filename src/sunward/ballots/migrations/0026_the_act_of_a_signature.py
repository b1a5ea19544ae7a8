"""By which act a signature was given, so that a dispute undoes that one alone. Nullable: of older rows nobody knows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0025_an_objection_serves_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="signed_in",
            field=models.CharField(
                help_text="the act by which it was given; null: not known", max_length=64, null=True
            ),
        ),
    ]
