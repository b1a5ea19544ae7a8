"""At which hour an item joined an agenda and a notice was hung: on one day the one may come before the other. Nullable,
so that no table is written anew and loses its triggers; older rows say nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0055_how_long_the_log_was")]

    operations = [
        migrations.AddField("agendaitem", "added_at", models.DateTimeField(
            help_text="none: it came with the call itself", null=True
        )),
        migrations.AddField("meeting", "agenda_fixed_at", models.DateTimeField(
            help_text="when the first notice was hung or given, where its hour is known", null=True
        )),
        migrations.AddField("notice", "given_at", models.DateTimeField(
            help_text="where its hour is known", null=True
        )),
    ]  # fmt: skip
