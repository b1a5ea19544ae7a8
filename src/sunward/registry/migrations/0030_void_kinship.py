"""The day, and the entry, since which a kinship that others declared counts no more. Nullable: no table is written
anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0020_applications_void"),
    ]

    operations = [
        migrations.AddField(
            model_name="kinship",
            name="void_entry",
            field=models.CharField(help_text="the entry by which it counts no more", max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="kinship",
            name="void_on",
            field=models.DateField(help_text="one of the two disputed it, and was right", null=True),
        ),
        migrations.AddConstraint(
            model_name="kinship",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_entry", None), ("void_on", None)),
                    models.Q(("void_entry__isnull", False), ("void_on__isnull", False)),
                    _connector="OR",
                ),
                name="registry_kinship_void_by_an_entry",
            ),
        ),
    ]
