"""The day on which a vouch entered at the desk was found to be nobody's word. Nullable: no table is written anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0006_arrivals_entered_late"),
    ]

    operations = [
        migrations.AddField(
            model_name="vouch",
            name="void_on",
            field=models.DateField(
                help_text="entered at the desk for somebody who said nothing of the kind", null=True
            ),
        ),
    ]
