"""In which act a signature on minutes was entered. Nullable, so that no table is written anew and loses its triggers;
older ones say nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0052_questions_with_choices")]

    operations = [
        migrations.AddField("minutessignature", "entered_in", models.CharField(
            help_text="the act", max_length=64, null=True
        )),
    ]  # fmt: skip
