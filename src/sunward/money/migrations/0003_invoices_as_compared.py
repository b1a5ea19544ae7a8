"""An invoice is paid once, however its number was typed. Rows whose invoice was paid before under another spelling, or
with the same picture, stay as they are: they are facts."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

from sunward.kernel.guard import door_open
from sunward.kernel.spelling import same_spelling


def compare(apps: Any, _schema: Any) -> None:
    payments, seen = apps.get_model("money", "Payment"), set()
    with door_open():
        for row in payments.objects.order_by("pk"):
            key = same_spelling(row.invoice_number)
            own = {(row.payee_id, key), (row.community_code, row.invoice_sha256)}
            if row.withdrawn_on is None and (not key or own & seen):
                continue
            seen |= own if row.withdrawn_on is None else set()
            payments.objects.filter(pk=row.pk).update(invoice_key=key)


class Migration(migrations.Migration):
    dependencies = [("money", "0002_few_are_urgent")]

    operations = [
        migrations.AddField(
            model_name="payment",
            name="invoice_key",
            field=models.CharField(blank=True, db_default="", max_length=120),
        ),
        migrations.RunPython(compare, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=Q(("withdrawn_on", None), models.Q(("invoice_key", ""), _negated=True)),
                fields=("payee", "invoice_key"),
                name="money_one_payment_per_invoice_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=Q(("withdrawn_on", None), models.Q(("invoice_key", ""), _negated=True)),
                fields=("community_code", "invoice_sha256"),
                name="money_one_payment_per_invoice_file",
            ),
        ),
    ]
