"""Urgent spending has come back when the bank shows it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("money", "0005_one_budget_a_decision"),
    ]

    operations = [
        migrations.AddField(
            model_name="urgentcase",
            name="refund_line",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="money.bankline"
            ),
        ),
    ]
