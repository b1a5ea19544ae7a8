"""Who kept the list, what was entered at the desk, and the days on which it was found not to be their word. Nullable, so
that no table is written anew and loses its triggers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0010_numbers_two_have_seen"),
    ]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="admitted_by",
            field=models.CharField(help_text="who entered it in the list", max_length=60, null=True),
        ),
        migrations.AddField(
            model_name="attendanceseen",
            name="entered_by",
            field=models.CharField(help_text="the clerk, where it was said at the desk", max_length=60, null=True),
        ),
        migrations.AddField(
            model_name="attendanceseen",
            name="void_on",
            field=models.DateField(help_text="said at the desk, and not by them", null=True),
        ),
        migrations.AddField(
            model_name="offbase",
            name="entered_in",
            field=models.CharField(help_text="the act", max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="offbase",
            name="void_on",
            field=models.DateField(help_text="entered at the desk, and not said by them", null=True),
        ),
        migrations.AddField(
            model_name="speaker",
            name="nomination_void_on",
            field=models.DateField(help_text="named at the desk for somebody who named nobody", null=True),
        ),
        migrations.CreateModel(
            name="DisownedThrow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("disowned_on", models.DateField()),
                (
                    "throw",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disowned", to="meetings.throw"
                    ),
                ),
            ],
        ),
    ]
