"""What the database itself refuses once a vote is closed: no mark, no ballot, no other digest.

Triggers stop accidents and the application. The tables' owner can drop them; what detects the owner is the digest in
the signed log.
"""

from collections.abc import Iterator, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Refusal = tuple[str, str, str, str]  # table, event, when, what is said
CLOSED = "EXISTS (SELECT 1 FROM ballots_vote AS vote WHERE vote.id = {row}.vote_id AND vote.closed_at IS NOT NULL)"
AFTER = "nothing is added, changed or removed after the close"
COMMITTED = (
    "OLD.closed_at IS NOT NULL AND (NEW.closed_at IS NULL OR NEW.closed_at <> OLD.closed_at"
    " OR NEW.ballots_digest <> OLD.ballots_digest OR NEW.sample_seed <> OLD.sample_seed"
    " OR NEW.method <> OLD.method OR NEW.question <> OLD.question OR NEW.roll_id <> OLD.roll_id)"
)
ALWAYS = "(1 = 1)"
BY_STATEMENT = {CLOSED.format(row="NEW"), CLOSED.format(row="OLD")}
REFUSALS = (
    ("ballots_mark", "INSERT", CLOSED.format(row="NEW"), AFTER),
    ("ballots_mark", "UPDATE", CLOSED.format(row="OLD"), AFTER),
    ("ballots_mark", "DELETE", ALWAYS, "a mark is never removed"),
    ("ballots_ballot", "INSERT", CLOSED.format(row="NEW"), AFTER),
    ("ballots_ballot", "UPDATE", ALWAYS, "a ballot is never changed"),
    ("ballots_ballot", "DELETE", CLOSED.format(row="OLD"), AFTER),
    ("ballots_vote", "UPDATE", COMMITTED, "what the close committed to is never changed"),
    ("ballots_vote", "DELETE", ALWAYS, "a vote is never removed"),
)
ENTERED = (
    *("vote_id", "chosen", "blank", "invalid", "ballots", "printed", "issued", "spoiled", "unused", "not_returned"),
    *("marks", "counted_by", "counted_with", "counted_on", "sheet_sha256"),
)
SAID = "(OLD.seconded_on IS NOT NULL OR OLD.found_otherwise_on IS NOT NULL)"
KEPT = "a count that does not add up is kept as it was entered"
DISCREPANCIES = (
    ("ballots_discrepancy", "UPDATE", " OR ".join([SAID, *(f"NEW.{name} <> OLD.{name}" for name in ENTERED)]), KEPT),
    ("ballots_discrepancy", "DELETE", ALWAYS, KEPT),
)
# No CHECK, which would have to hold for older rows too: counts of releases before there was a second who says so stay.
DENIED = "NEW.confirmed_by <> '' AND (NEW.seconded_on IS NULL OR NEW.found_otherwise_on IS NOT NULL)"
IN_TURN = "a count is confirmed after its second said the same, and never once found otherwise"
COUNTS = tuple(("ballots_count", event, DENIED, IN_TURN) for event in ("INSERT", "UPDATE"))
# No CHECK: SQLite would write the table anew, which its own triggers forbid.
# A poll outside a room was on paper alone, and its announced hour is over when it is entered.
OVER = "NEW.closes_at IS NOT NULL AND NEW.closes_at < NEW.entered_at AND CAST(NEW.channels AS TEXT) = '[\"paper\"]'"
LATER = (
    "NEW.entered_at IS NOT NULL AND (NEW.entered_at <= NEW.opened_at OR NEW.online_source <> ''"
    f" OR (NEW.in_room IS NULL AND NOT ({OVER})))"
)
ON_PAPER = (("ballots_vote", "INSERT", LATER, "what is entered from paper was put before, in a room, or is over"),)
# Results read the weight of a place, those of closed votes too.
REWEIGHED = (
    "COALESCE(NEW.weight, -1) <> COALESCE(OLD.weight, -1)"
    " AND EXISTS (SELECT 1 FROM ballots_vote AS vote WHERE vote.roll_id = OLD.roll_id)"
)
WEIGHTS = (("ballots_rollentry", "UPDATE", REWEIGHED, "no weight is changed once a vote by the roll has opened"),)


def install(schema_editor: BaseDatabaseSchemaEditor, refusals: Sequence[Refusal] = REFUSALS) -> None:
    """Put every trigger in place, replacing older ones of the same name."""
    statements = _postgres if schema_editor.connection.vendor == "postgresql" else _sqlite
    for refusal in refusals:
        for statement in statements(*refusal):
            schema_editor.execute(statement, params=None)


def _sqlite(table: str, event: str, when: str, message: str) -> Iterator[str]:
    name = f"{table}_sealed_{event.lower()}"
    yield f"DROP TRIGGER IF EXISTS {name}"
    yield (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {when}"
        f" BEGIN SELECT RAISE(ABORT, 'ballots: {message}'); END"
    )


def _postgres(table: str, event: str, when: str, message: str) -> Iterator[str]:
    name = f"{table}_sealed_{event.lower()}"
    raised = f"RAISE EXCEPTION 'ballots: {message}' USING ERRCODE = 'integrity_constraint_violation'"
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    if when in BY_STATEMENT:
        # Once for each statement, over all its rows: a close writes a hundred thousand at once.
        lost = "OLD" if event == "DELETE" else "NEW"
        closed = "EXISTS (SELECT 1 FROM changed JOIN ballots_vote vote ON vote.id = changed.vote_id"
        body = f"IF {closed} AND vote.closed_at IS NOT NULL) THEN {raised}; END IF; RETURN NULL"
        timing = f"AFTER {event} ON {table} REFERENCING {lost} TABLE AS changed FOR EACH STATEMENT"
    else:
        body = f"IF {when} THEN {raised}; END IF; RETURN {'OLD' if event == 'DELETE' else 'NEW'}"
        timing = f"BEFORE {event} ON {table} FOR EACH ROW"
    yield f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; END $$"
    yield f"CREATE TRIGGER {name} {timing} EXECUTE FUNCTION {name}()"
