"""The database keeps a draw honest: once a list is closed nobody comes on it, nobody on it is exchanged; a draw, a
signature, a published result are never changed; an opinion keeps its words, and its answer once it has one.

A later migration that remakes one of the tables on SQLite drops its triggers and must call `install` again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NEVER = (
    "meetings_speakerslist",
    "meetings_draw",
    "meetings_turnout",
    "meetings_recordsignature",
    "meetings_result",
)
SPEAKER, OPINION = "meetings_speaker", "meetings_opinion"
LISTED = ("meeting_id", "number", "person_id", "nominated_by", "applied_on")
SAID = ("meeting_id", "number", "place", "speaker_id", "text", "given_on")
ANSWER = ("disposition", "why", "disposed_on")
MESSAGE = "meetings: what was listed, drawn, signed, said or answered is never changed or removed"
LIST_CLOSED = "EXISTS (SELECT 1 FROM meetings_speakerslist closed WHERE closed.meeting_id = NEW.meeting_id)"
KIND = "USING ERRCODE = 'integrity_constraint_violation'"
CLOSED = "meetings: the list of speakers has been closed"


def install(editor: BaseDatabaseSchemaEditor) -> None:
    statements = _postgres() if editor.connection.vendor == "postgresql" else _sqlite()
    for statement in statements:
        editor.execute(statement, params=None)


def _changed(names: tuple[str, ...], differs: str) -> str:
    return "(" + " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in names) + ")"


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    listed, said, answer = (_changed(names, "IS NOT") for names in (LISTED, SAID, ANSWER))
    return [
        f"CREATE TRIGGER {SPEAKER}_closed BEFORE INSERT ON {SPEAKER} FOR EACH ROW WHEN {LIST_CLOSED}"
        f" BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END",
        f"CREATE TRIGGER {SPEAKER}_update BEFORE UPDATE ON {SPEAKER} FOR EACH ROW WHEN {listed} {refuse}",
        f"CREATE TRIGGER {OPINION}_update BEFORE UPDATE ON {OPINION} FOR EACH ROW"
        f" WHEN {said} OR (OLD.disposed_on IS NOT NULL AND {answer}) {refuse}",
        *(
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}"
            for table in (*NEVER, SPEAKER, OPINION)
        ),
        *(f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} FOR EACH ROW {refuse}" for table in NEVER),
    ]


def _postgres() -> list[str]:
    listed, said, answer = (_changed(names, "IS DISTINCT FROM") for names in (LISTED, SAID, ANSWER))
    refuse = "EXECUTE FUNCTION meetings_refuse_kept()"
    return [
        _function("meetings_refuse_kept", f"RAISE EXCEPTION '{MESSAGE}' {KIND};"),
        _function(
            "meetings_refuse_closed",
            f"IF {LIST_CLOSED} THEN RAISE EXCEPTION '{CLOSED}' {KIND}; END IF; RETURN NEW;",

        ),
        f"CREATE TRIGGER {SPEAKER}_closed BEFORE INSERT ON {SPEAKER} FOR EACH ROW"
        " EXECUTE FUNCTION meetings_refuse_closed()",
        f"CREATE TRIGGER {SPEAKER}_update BEFORE UPDATE ON {SPEAKER} FOR EACH ROW WHEN {listed} {refuse}",
        f"CREATE TRIGGER {OPINION}_update BEFORE UPDATE ON {OPINION} FOR EACH ROW"
        f" WHEN ({said} OR (OLD.disposed_on IS NOT NULL AND {answer})) {refuse}",
        *(
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}"
            for table in (*NEVER, SPEAKER, OPINION)
        ),
        *(f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} FOR EACH ROW {refuse}" for table in NEVER),
    ]  # fmt: skip


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_hearings_heard")]
    operations = [migrations.RunPython(lambda apps, editor: install(editor), migrations.RunPython.noop)]
