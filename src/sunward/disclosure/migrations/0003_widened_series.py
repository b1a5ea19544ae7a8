"""The series as the kernel declares it for every context: room for longer codes and kinds, nothing else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0002_kept_as_posted")]

    operations = [
        migrations.AlterField("series", "community_code", models.CharField(max_length=60)),
        migrations.AlterField("series", "kind", models.CharField(max_length=8)),
    ]
