"""Whose word an ownership and the end of a membership or an ownership rest on, which entry ended it, and whether that was
taken back; how large a flat is. Nullable, so that no table is written anew and keeps its triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_vouches_void")]

    operations = [
        migrations.AddField("membership", "left_entry", models.CharField(max_length=64, null=True)),
        migrations.AddField("membership", "left_told_by", models.CharField(max_length=12, null=True)),
        migrations.AddField("membership", "undone_on", models.DateField(null=True)),
        migrations.AddField("ownership", "exceeds", models.BooleanField(null=True)),
        migrations.AddField("ownership", "flat_area", models.PositiveIntegerField(null=True)),
        migrations.AddField("ownership", "left_entry", models.CharField(max_length=64, null=True)),
        migrations.AddField("ownership", "left_told_by", models.CharField(max_length=12, null=True)),
        migrations.AddField("ownership", "told_by", models.CharField(max_length=12, null=True)),
        migrations.AddField("ownership", "undone_on", models.DateField(null=True)),
    ]
