"""Whom an upheld objection to a roll is about, and which way. Nullable, so that no table is written anew and loses its
triggers: what was answered before says neither."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0006_entered_at_the_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name="objection",
            name="concerns",
            field=models.CharField(help_text="of a roll: the person it is about", max_length=60, null=True),
        ),
        migrations.AddField(
            model_name="objection",
            name="way",
            field=models.CharField(help_text="of a roll: add, strike or put_right", max_length=12, null=True),
        ),
    ]
