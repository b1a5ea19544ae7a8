"""What a clerk entered for somebody who wanted none of it. Signatures and closed lists stay unchangeable; the one way
out is an `UndoneEntry` that keeps the row as it stood.

A later migration that remakes one of the tables on SQLite drops its triggers and must call `install` again.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

UNDONE = "meetings_undoneentry"
TAKEN_OUT = ("meetings_minutessignature", "meetings_recordsignature", "meetings_speakerslist")
MESSAGE = "meetings: what was listed or signed is never changed, nor removed but by an upheld dispute"
KEPT = "meetings: what was undone is never changed or removed"
KIND = "USING ERRCODE = 'integrity_constraint_violation'"


def install(_apps, editor):
    for statement in _postgres() if editor.connection.vendor == "postgresql" else _sqlite():
        editor.execute(statement, params=None)


def _unless(table):
    return f"NOT EXISTS (SELECT 1 FROM {UNDONE} undone WHERE undone.took_out = '{table}:' || OLD.id)"  # noqa: S608


def _sqlite():
    for table in TAKEN_OUT:
        yield f"DROP TRIGGER {table}_delete"
        yield (
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} FOR EACH ROW WHEN {_unless(table)}"
            f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
    for event in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {UNDONE}_{event.lower()} BEFORE {event} ON {UNDONE} FOR EACH ROW"
            f" BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
        )


def _function(name, body):
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _postgres():
    minutes, *others = TAKEN_OUT
    yield f"DROP TRIGGER {minutes}_kept ON {minutes}"
    yield (
        f"CREATE TRIGGER {minutes}_update BEFORE UPDATE ON {minutes} FOR EACH ROW EXECUTE FUNCTION meetings_refuse()"
    )
    for table in others:
        yield f"DROP TRIGGER {table}_delete ON {table}"
    for table in TAKEN_OUT:
        yield _function(
            f"{table}_delete", f"IF {_unless(table)} THEN RAISE EXCEPTION '{MESSAGE}' {KIND}; END IF; RETURN OLD;"
        )
        yield f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_delete()"
    yield _function(f"{UNDONE}_refuse", f"RAISE EXCEPTION '{KEPT}' {KIND};")
    yield (
        f"CREATE TRIGGER {UNDONE}_kept BEFORE UPDATE OR DELETE ON {UNDONE} FOR EACH ROW"
        f" EXECUTE FUNCTION {UNDONE}_refuse()"
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0013_which_act_said_so")]

    operations = [
        migrations.CreateModel(
            name="UndoneEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.CharField(help_text="the record's entry of the act", max_length=64, unique=True),
                ),
                ("act", models.CharField(max_length=60)),
                ("about", models.CharField(blank=True, help_text="what of the meeting it made", max_length=80)),
                ("late", models.BooleanField()),
                ("kept", models.JSONField(help_text="what it said, as it stood; private like that", null=True)),
                (
                    "took_out",
                    models.CharField(
                        help_text="<table>:<key> of a row taken out", max_length=80, null=True, unique=True
                    ),
                ),
                ("undone_on", models.DateField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="undone", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "undone entries",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(
                            ("took_out__isnull", True), Q(("kept__isnull", False), ("late", False)), _connector="OR"
                        ),
                        name="meetings_taken_out_is_kept",
                    )
                ],
            },
        ),
        migrations.AddField(
            "minutes", "drafted_in", models.CharField(help_text="the act that drafted them", max_length=64, null=True)
        ),
        migrations.AddField(
            "minutescorrection",
            "struck_on",
            models.DateField(help_text="asked for at the desk for somebody who did not", null=True),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
