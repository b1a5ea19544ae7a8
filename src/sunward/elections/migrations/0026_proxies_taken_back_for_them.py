"""Which act took a proxy back, and that it was put back when the poll was open: nobody else's word loses a vote."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("elections", "0020_petitions_join_a_recall")]

    operations = [
        migrations.AddField("proxy", "taken_back_in", models.CharField(
            help_text="the act that took it back", max_length=64, null=True
        )),
        migrations.AddField("proxy", "restored_in_poll_on", models.DateField(
            help_text="taken back at the desk for one who had not wished it, and found out when the poll was open",
            null=True,
        )),
    ]  # fmt: skip
