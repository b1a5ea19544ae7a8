"""What was kept for a successor is handed on; what was begun for an office that goes on counts as void."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("elections", "0026_proxies_taken_back_for_them")]

    operations = [
        migrations.AddField("handover", "passes_on", models.ForeignKey(
            help_text="what the giver has received and only kept; its `appointment` names no term then",
            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="passed_on", to="elections.handover",
        )),
        migrations.AddField("handover", "void_on", models.DateField(
            help_text="begun for an office that had not ended; its `appointment` names no term then", null=True
        )),
    ]  # fmt: skip
