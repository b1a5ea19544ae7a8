"""An invoice is paid once, however its number was typed. Rows from before stay as they are, without a key: the act
compares with them one by one."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("money", "0002_few_are_urgent")]

    operations = [
        migrations.AddField(
            model_name="payment",
            name="invoice_key",
            field=models.CharField(blank=True, db_default="", max_length=120),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=Q(("withdrawn_on", None), Q(("invoice_key", ""), _negated=True)),
                fields=("payee", "invoice_key"),
                name="money_one_payment_per_invoice_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=Q(("withdrawn_on", None), Q(("invoice_key", ""), _negated=True)),
                fields=("community_code", "invoice_sha256"),
                name="money_one_payment_per_invoice_file",
            ),
        ),
    ]
