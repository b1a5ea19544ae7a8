"""A correction of a bank statement adds lines and marks those that the bank does not have."""

import django.db.models.deletion
import sunward.kernel.yuan
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("money", "0003_invoices_as_compared"),
    ]

    operations = [
        migrations.AddField(
            model_name="bankline",
            name="struck_on",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="StatementCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opening", sunward.kernel.yuan.YuanField()),
                ("closing", sunward.kernel.yuan.YuanField()),
                ("file_sha256", models.CharField(max_length=64)),
                ("reason", models.TextField()),
                ("recorded_on", models.DateField()),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="money.bankstatement",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="bankline",
            name="correction",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="money.statementcorrection",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementcorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="money_correction_says_why"
            ),
        ),
    ]
