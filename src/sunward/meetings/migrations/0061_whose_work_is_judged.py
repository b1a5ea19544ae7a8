"""Whose work an appraisal meeting judges: a post or a body. Nullable, so that no table is written anew and loses its
triggers; older ones say nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0060_how_many_a_notice_reached")]

    operations = [
        migrations.AddField("meeting", "judged", models.CharField(
            help_text="the post or body whose work an appraisal meeting judges", max_length=80, null=True
        )),
    ]  # fmt: skip
