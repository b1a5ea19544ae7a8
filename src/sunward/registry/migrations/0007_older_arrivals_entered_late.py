"""Arrivals that were entered late before the day of that was kept with them: the journal says so of each. Read once,
so that no roll has to."""

from typing import Any

from django.db import migrations

from sunward.kernel import clock

ARRIVALS = ("registry.register_arrival", "registry.record_arrival")
AT_ONCE = 500


def fill(apps: Any, _schema_editor: Any) -> None:
    rows = apps.get_model("record", "Journal").objects.filter(act__in=ARRIVALS).exclude(kind="refusal")
    late: dict[Any, list[str]] = {}
    for ref, at, findings in rows.values_list("ref", "recorded_at", "findings").iterator():
        if any(found["rule"] == "entered_in_time" and not found["ok"] for found in findings):
            late.setdefault(clock.civil_day(at), []).append(ref)
    stays = apps.get_model("registry", "ResidenceSpell").objects.filter(late_on=None)
    for day, refs in late.items():
        for first in range(0, len(refs), AT_ONCE):
            stays.filter(entry__in=refs[first : first + AT_ONCE]).update(late_on=day)


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0006_arrivals_entered_late"),
        ("record", "0006_shown"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
