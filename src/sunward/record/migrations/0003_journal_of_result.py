from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """By which act did a thing come into being? Its proof is asked for on the thing's page."""

    dependencies = [("record", "0002_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="journal",
            index=models.Index(fields=["result"], name="record_journal_of_result", condition=Q(result__isnull=False)),
        ),
    ]
