"""Proxies in a room that were none, and the act that let somebody in. Nullable, so that no table is written anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0020_what_the_desk_had_not_been_told"),
    ]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="denied_at_desk",
            field=models.BooleanField(help_text="entered at the desk, from a slip", null=True),
        ),
        migrations.AddField(
            model_name="attendance",
            name="denied_on",
            field=models.DateField(help_text="whose place it is gave no proxy, by their word or a dispute", null=True),
        ),
        migrations.AddField(
            model_name="attendance",
            name="entered_in",
            field=models.CharField(help_text="the act", max_length=64, null=True),
        ),
    ]
