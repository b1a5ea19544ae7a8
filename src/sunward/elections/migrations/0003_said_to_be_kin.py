from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("elections", "0002_recall_called_by")]

    operations = [
        migrations.AddField(
            model_name="proxy",
            name="said_kin",
            field=models.CharField(blank=True, db_default="", help_text="what the paper says they are", max_length=20),
        ),
        migrations.AddField(
            model_name="proxy",
            name="admitted_by_post",
            field=models.CharField(
                blank=True, db_default="", help_text="whoever took it in at the desk", max_length=80
            ),
        ),
        migrations.AddConstraint(
            model_name="proxy",
            constraint=models.CheckConstraint(
                condition=Q(said_kin="") | ~Q(paper_sha256=""), name="elections_kinship_said_on_paper"
            ),
        ),
    ]
