"""The days on which what a clerk had entered for candidates, voters and members was found not to be their word. Nullable:
no table is written anew."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("elections", "0003_said_to_be_kin"),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="acceptance_void_on",
            field=models.DateField(help_text="found not to have accepted: the desk had entered it", null=True),
        ),
        migrations.AddField(
            model_name="candidate",
            name="restored_on",
            field=models.DateField(help_text="found not to have withdrawn: the desk had entered it", null=True),
        ),
        migrations.AddField(
            model_name="committeemember",
            name="follows",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followed_by",
                to="elections.committeemember",
            ),
        ),
        migrations.AddField(
            model_name="committeemember",
            name="restored_on",
            field=models.DateField(help_text="had left by the desk's word alone, and is in it again", null=True),
        ),
        migrations.AddField(
            model_name="handover",
            name="confirmation_void_on",
            field=models.DateField(help_text="entered at the desk; the receiver knew nothing of it", null=True),
        ),
        migrations.AddField(
            model_name="nomination",
            name="void_on",
            field=models.DateField(help_text="entered at the desk for somebody who nominated nobody", null=True),
        ),
        migrations.AddField(
            model_name="proxy",
            name="void_on",
            field=models.DateField(help_text="taken back, or entered at the desk for one who gave none", null=True),
        ),
    ]
