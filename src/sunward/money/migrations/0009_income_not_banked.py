"""Income that is not in the bank is looked up for what is overdue."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("money", "0008_lines_by_the_order_they_name"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="income",
            index=models.Index(
                condition=models.Q(("banked_on", None)), fields=["community_code"], name="money_income_not_banked"
            ),
        ),
    ]
