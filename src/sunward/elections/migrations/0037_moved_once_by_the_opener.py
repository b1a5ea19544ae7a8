"""When whoever opened a recall's petition named another place than another signer had: once. Nullable, so that no table
is written anew and loses its triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("elections", "0036_said_not_to_have_come")]

    operations = [
        migrations.AddField("recall", "opener_moved_on", models.DateField(
            help_text="whoever opened the petition named another place than another signer", null=True
        )),
    ]  # fmt: skip
