"""The budget of a decision is adopted once. Of those adopted before, the lines tell."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("money", "0004_statements_corrected"),
    ]

    operations = [
        migrations.CreateModel(
            name="AdoptedBudget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("community_code", models.CharField(max_length=40)),
                ("decision_number", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField()),
                ("adopted_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community_code", "decision_number"), name="money_one_budget_a_decision"
                    )
                ],
            },
        ),
    ]
