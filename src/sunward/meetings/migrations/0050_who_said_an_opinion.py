"""Whether an opinion was said by whom it stands for, or was entered for them. Nullable, so that no table is written
anew and loses its triggers; what is older says nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0044_applicants_struck")]

    operations = [
        migrations.AddField("opinion", "own_word", models.BooleanField(
            help_text="by their own sign-in, or with a slip of theirs", null=True
        )),
    ]  # fmt: skip
