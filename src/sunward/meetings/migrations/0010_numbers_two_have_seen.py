"""Numbers thrown for a draw wait until a second person has said the same. Draws of older releases stand as they are;
no new one is taken without such numbers, and what was thrown is never changed or removed.

A later migration that remakes one of the tables on SQLite drops its triggers and must call `install` again.
"""

import django.db.models.deletion
from django.db import migrations, models

THROW, DRAW = "meetings_throw", "meetings_draw"
ENTERED = ("meeting_id", "thrown", "thrown_by", "thrown_with", "thrown_on")
SAID = "(OLD.confirmed_on IS NOT NULL OR OLD.found_otherwise_on IS NOT NULL)"
CHANGED = " OR ".join([SAID, *(f"NEW.{name} <> OLD.{name}" for name in ENTERED)])
UNSEEN = (
    "NOT EXISTS (SELECT 1 FROM meetings_throw seen WHERE seen.meeting_id = NEW.meeting_id"
    " AND seen.thrown = NEW.thrown AND seen.confirmed_on IS NOT NULL)"
)
KEPT, BY_TWO = "what was thrown is never changed or removed", "nothing is drawn by numbers that two have not said"
REFUSALS = (
    ("meetings_throw_update", THROW, "UPDATE", CHANGED, KEPT),
    ("meetings_throw_delete", THROW, "DELETE", "(1 = 1)", KEPT),
    ("meetings_draw_by_two", DRAW, "INSERT", UNSEEN, BY_TWO),
)


def install(_apps, editor):
    postgres = editor.connection.vendor == "postgresql"
    for name, table, event, when, message in REFUSALS:
        for statement in (_postgres if postgres else _sqlite)(name, table, event, when, message):
            editor.execute(statement, params=None)


def _sqlite(name, table, event, when, message):
    yield (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {when}"
        f" BEGIN SELECT RAISE(ABORT, 'meetings: {message}'); END"
    )


def _postgres(name, table, event, when, message):
    raised = f"RAISE EXCEPTION 'meetings: {message}' USING ERRCODE = 'integrity_constraint_violation'"
    row = "OLD" if event == "DELETE" else "NEW"
    body = f"IF {when} THEN {raised}; END IF; RETURN {row};"
    yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
    yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0009_attendance_seen"),
    ]

    operations = [
        migrations.CreateModel(
            name="Throw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("thrown", models.CharField(max_length=80)),
                ("thrown_by", models.CharField(max_length=60)),
                ("thrown_with", models.CharField(max_length=60)),
                ("thrown_on", models.DateField()),
                ("confirmed_on", models.DateField(null=True)),
                (
                    "found_otherwise_on",
                    models.DateField(help_text="the other saw other numbers fall: thrown anew", null=True),
                ),
                (
                    "sheet_sha256",
                    models.CharField(
                        help_text="photograph of the sheet both signed, where it was confirmed at the desk",
                        max_length=64,
                        null=True,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="throws", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("thrown_by", models.F("thrown_with")), _negated=True),
                        name="meetings_two_see_numbers_fall",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_on__isnull", True), ("found_otherwise_on__isnull", True), _connector="OR"
                        ),
                        name="meetings_throw_same_or_otherwise",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_on__isnull", False)),
                        fields=("meeting",),
                        name="meetings_one_throw_confirmed",
                    ),
                ],
            },
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
