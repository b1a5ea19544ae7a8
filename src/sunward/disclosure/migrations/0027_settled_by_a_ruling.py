"""What the street ruled on after silence is settled, and keeps nobody from objecting again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0026_disputed_by_their_own_hand")]

    operations = [
        migrations.RemoveConstraint(model_name="objection", name="disclosure_one_open_objection"),
        migrations.AddConstraint("objection", models.UniqueConstraint(
            condition=models.Q(
                ("answered_on__isnull", True), ("ruled_on__isnull", True), ("appeal_from__isnull", True),
                ("void_on__isnull", True),
            ),
            fields=("publication", "by"), name="disclosure_one_open_objection",
        )),
    ]  # fmt: skip
