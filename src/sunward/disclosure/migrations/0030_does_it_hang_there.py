"""What whoever photographs a board says of the posting, and whose word it is. Of older pictures nobody was asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0027_settled_by_a_ruling")]

    operations = [
        migrations.AddField("boardphotograph", "hangs", models.BooleanField(
            help_text="whether it hangs there, by whoever entered it; null: never asked", null=True
        )),
        migrations.AddField("boardphotograph", "said_by", models.CharField(
            help_text="the post or capacity of whoever says so", max_length=80, null=True
        )),
        migrations.AddField("boardphotograph", "at_desk", models.BooleanField(
            help_text="a clerk entered it for somebody", null=True
        )),
    ]  # fmt: skip
