"""Urgent money returns to its budget line once: by its refund or by its withdrawal.

Cases withdrawn before this have no day here; their acts ask the payment itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("money", "0006_refund_in_the_bank"),
    ]

    operations = [
        migrations.AddField(model_name="urgentcase", name="withdrawn_on", field=models.DateField(null=True)),
        migrations.AddConstraint(
            model_name="urgentcase",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_on", None), ("refunded_on", None), _connector="OR"),
                name="money_urgent_withdrawn_or_refunded",
            ),
        ),
    ]
