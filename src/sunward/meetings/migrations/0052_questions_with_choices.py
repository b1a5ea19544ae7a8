"""An item may ask which of several, and can be taken off before the notice. What the notice has fixed the database lets
nobody change. Nullable columns and triggers, no CHECK: SQLite would write the table anew.

A later migration that remakes the table on SQLite drops its triggers and must call `install` again.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "meetings_agendaitem"
FIXED = (
    "(NEW.title <> OLD.title OR NEW.to_decide <> OLD.to_decide"
    " OR COALESCE(NEW.method, '') <> COALESCE(OLD.method, '')"
    " OR COALESCE(NEW.at_most, 0) <> COALESCE(OLD.at_most, 0)"
    " OR COALESCE(CAST(NEW.choices AS TEXT), '') <> COALESCE(CAST(OLD.choices AS TEXT), '')"
    " OR COALESCE(CAST(NEW.dropped_on AS TEXT), '') <> COALESCE(CAST(OLD.dropped_on AS TEXT), ''))"
    " AND EXISTS (SELECT 1 FROM meetings_meeting AS meeting"
    " WHERE meeting.id = OLD.meeting_id AND meeting.agenda_fixed_on IS NOT NULL)"
)
NO_QUESTION = (
    "(NEW.method IS NULL) <> (NEW.choices IS NULL)"
    " OR (NEW.method IS NOT NULL AND (NEW.method NOT IN ('one_of', 'several_of', 'approval') OR NOT NEW.to_decide"
    " OR NEW.about_type NOT IN ('', 'matter')))"
    " OR (COALESCE(NEW.method, '') = 'several_of') <> (NEW.at_most IS NOT NULL)"
)
REFUSALS = (
    ("fixed", "UPDATE", FIXED, "what the notice has fixed is never changed"),
    ("asks", "INSERT", NO_QUESTION, "a question with choices has a method and is to be decided"),
    ("asks", "UPDATE", NO_QUESTION, "a question with choices has a method and is to be decided"),
)


def install(editor: BaseDatabaseSchemaEditor) -> None:
    statements = _postgres if editor.connection.vendor == "postgresql" else _sqlite
    for refusal in REFUSALS:
        for statement in statements(*refusal):
            editor.execute(statement, params=None)


def _sqlite(name: str, event: str, when: str, message: str) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {TABLE}_{name}_{event.lower()}",
        f"CREATE TRIGGER {TABLE}_{name}_{event.lower()} BEFORE {event} ON {TABLE} FOR EACH ROW WHEN {when}"
        f" BEGIN SELECT RAISE(ABORT, 'meetings: {message}'); END",
    ]


def _postgres(name: str, event: str, when: str, message: str) -> list[str]:
    called = f"{TABLE}_{name}_{event.lower()}"
    raised = f"RAISE EXCEPTION 'meetings: {message}' USING ERRCODE = 'integrity_constraint_violation'"
    return [
        f"CREATE OR REPLACE FUNCTION {called}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF {when} THEN {raised}; END IF; RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {called} ON {TABLE}",
        f"CREATE TRIGGER {called} BEFORE {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {called}()",
    ]


class Migration(migrations.Migration):
    dependencies = [("meetings", "0051_how_much_was_signed")]

    operations = [
        migrations.AddField("agendaitem", "method", models.CharField(
            help_text="as in ballots; none: for, against or abstain", max_length=20, null=True
        )),
        migrations.AddField("agendaitem", "at_most", models.PositiveSmallIntegerField(
            help_text="how many may be chosen, of several of many", null=True
        )),
        migrations.AddField("agendaitem", "choices", models.JSONField(
            help_text='what is chosen among, in order: [{"zh": ..., "en": ...}]', null=True
        )),
        migrations.AddField("agendaitem", "dropped_on", models.DateField(
            help_text="taken off the agenda before notice was given", null=True
        )),
        migrations.RunPython(lambda apps, editor: install(editor), migrations.RunPython.noop),
    ]  # fmt: skip
