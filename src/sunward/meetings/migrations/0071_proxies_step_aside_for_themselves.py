"""A proxy who has no place of their own steps aside for themselves, and not for whose place it is: what was kept at the
place until now moves to them."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NULLABLE = models.ForeignKey("ballots.RollEntry", models.PROTECT, null=True, related_name="+")
PROXY = models.CharField(blank=True, default="", help_text="a proxy who has no place of their own", max_length=64)


def to_whom_it_was(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("meetings", "OffBase").objects.filter(entry__by_household=False).exclude(said_by="")
    for row in rows.select_related("entry__person"):
        if row.said_by == f"person:{row.entry.person.number}":
            continue
        if rows.model.objects.filter(item=row.item_id, entry=None, proxy=row.said_by).exists():
            row.delete()
            continue
        row.proxy, row.entry, row.leaves_base = row.said_by, None, False
        row.save(update_fields=["proxy", "entry", "leaves_base"])


class Migration(migrations.Migration):
    dependencies = [("ballots", "0048_sheets_never_taken"), ("meetings", "0070_corrections_beside_locked_minutes")]

    operations = [
        migrations.AddField("offbase", "proxy", PROXY),
        migrations.AlterField("offbase", "entry", NULLABLE),
        migrations.RunPython(to_whom_it_was, migrations.RunPython.noop),
    ]
