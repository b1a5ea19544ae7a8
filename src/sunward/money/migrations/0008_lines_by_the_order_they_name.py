"""The bank lines of an order are looked up by the order that they name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("money", "0007_urgent_money_returns_once"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="bankline",
            index=models.Index(
                condition=models.Q(("named_order", ""), _negated=True),
                fields=["named_order"],
                name="money_bank_line_names_order",
            ),
        ),
    ]
