"""What each table of the record does not suffer. `triggers` makes both databases refuse it.

Conditions see OLD and NEW, and `present` where they look for another row; they are written in standard SQL.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """`event` on the table is refused, with this message, when the condition holds."""

    event: str
    message: str
    when: str = "TRUE"


@dataclass(frozen=True, slots=True)
class Guard:
    """One table: the keys under which a row exists only once, what is refused, and which columns hold bytes."""

    table: str
    keys: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    in_bytes: tuple[str, ...] = ()


def same(*columns: str) -> str:
    """The condition on which a present row has the new row's key."""
    return " AND ".join(f'present."{column}" = NEW."{column}"' for column in columns)


def differs(*columns: str) -> str:
    """The condition that one of these columns would change."""
    return " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in columns)


def exists(table: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} AS present WHERE {condition})"  # noqa: S608 - constants of this module


def never(thing: str) -> tuple[Refusal, ...]:
    return (Refusal("UPDATE", f"{thing} is never changed"), Refusal("DELETE", f"{thing} is never removed"))


JOURNAL = Guard(
    "record_journal",
    (
        same("id"),
        same("ref"),
        same("log", "key"),
        same("by", "act", "subject_type", "subject_id", "refused_on")
        + " AND COALESCE(present.on_behalf_of, '') = COALESCE(NEW.on_behalf_of, '')",
    ),
    never("a journal entry"),
)

LOG_ENTRY = Guard(
    "record_logentry",
    (same("id"), same("ref"), same("log", "index")),
    never("a log entry"),
    ("data", "leaf_hash"),
)

CHECKPOINT = Guard(
    "record_checkpoint",
    (same("id"),),
    (
        *never("a checkpoint"),
        Refusal(
            "INSERT",
            "a checkpoint is longer than the one before",
            exists("record_checkpoint", "present.log = NEW.log AND present.size >= NEW.size"),
        ),
    ),
)

TILE = Guard(
    "record_tile",
    (same("id"), same("log", "level", "index")),
    (
        Refusal(
            "UPDATE",
            "a tile only grows at its end",
            "length(NEW.data) <= length(OLD.data) OR length(NEW.data) > 8192"
            " OR substr(NEW.data, 1, length(OLD.data)) <> OLD.data OR " + differs("id", "log", "level", "index"),
        ),
        Refusal("DELETE", "a tile is never removed"),
    ),
    ("data",),
)

LOG_HEAD = Guard(
    "record_loghead",
    (same("log"),),
    (
        Refusal(
            "UPDATE",
            "a log never becomes shorter nor changes its key",
            "NEW.size < OLD.size OR NEW.signed_size < OLD.signed_size OR NEW.log <> OLD.log"
            " OR (OLD.vkey <> '' AND NEW.vkey <> OLD.vkey)",
        ),
        Refusal("DELETE", "a log is never removed"),
    ),
)

# What no act left there is no entry, and keeps the others waiting: whoever looks after the database takes it out again.
OUTBOX = Guard(
    "record_outbox",
    (same("id"), same("ref")),
    (
        Refusal("UPDATE", "a waiting entry is never changed"),
        Refusal(
            "DELETE",
            "a waiting entry leaves only into the log",
            "NOT "
            + exists("record_logentry", "present.ref = OLD.ref AND present.log = OLD.log AND present.data = OLD.data")
            + " AND "
            + exists("record_journal", "present.ref = OLD.ref AND present.log = OLD.log"),
        ),
    ),
    ("data",),
)

PRIVATE_FIELD = Guard(
    "record_privatefield",
    (same("id"), same("ref", "name"), same("ref", "place")),
    (
        Refusal(
            "UPDATE",
            "a private field is erased, never changed",
            "NEW.value IS NOT NULL OR NEW.salt IS NOT NULL OR " + differs("id", "ref", "place", "name", "commitment"),
        ),
        Refusal("DELETE", "a private field is erased in place; its commitment stays"),
    ),
    ("commitment",),
)

GUARDS = (JOURNAL, LOG_ENTRY, CHECKPOINT, TILE, LOG_HEAD, OUTBOX, PRIVATE_FIELD)
