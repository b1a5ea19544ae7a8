"""The box of detached ballots: how one falls in, and how all are written anew at the close.

Before the close a ballot lies where the database put it, near the mark of its voter; `docs/security/ballots.md` says
who could make use of that. At the close every ballot is taken out and put back in random order, under a new key.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django.db import connection

from sunward.ballots.models import RollEntry, Vote
from sunward.kernel import sql

Slip = tuple[str, str, int | None]  # key, choices as JSON, weight
KEY_BYTES = 10

# No target is named, so that the constraint alone decides which of two votes at one moment came first.
MARK = """
    INSERT INTO ballots_mark (vote_id, entry_id, channel, marked_on, named, withdrawn_on, issued_by, list_sha256,
        came_id, by_stay)
    VALUES (%s, %s, %s, %s, %s, NULL, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""
DROP_IN = "INSERT INTO ballots_ballot (key, vote_id, chosen, weight) VALUES (%s, %s, %s, %s)"
TAKE_OUT = "SELECT chosen, weight FROM ballots_ballot WHERE vote_id = %s"
EMPTY = "DELETE FROM ballots_ballot WHERE vote_id = %s"
PUT_BACK = "COPY ballots_ballot (key, vote_id, chosen, weight) FROM STDIN"  # a hundred thousand in a second


def mark(
    vote: Vote, entry: RollEntry, channel: str, on: date, named: str = "", issued_by: str | None = None,
    list_sha256: str | None = None, came: int | None = None, stay: int | None = None,
) -> bool:  # fmt: skip
    """Mark a place on the roll as having voted, of a sheet by whom it was handed out, or from which list it was entered
    afterwards, of a household by whom (`came`, a person's row), of a place that a proxy filled by which `stay`; False
    when it had been marked at the same moment by another, or they for another household."""
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        cursor.execute(MARK, [vote.pk, entry.pk, channel, day, named, issued_by, list_sha256, came, stay])
        return bool(cursor.rowcount == 1)


def drop_in(vote: Vote, chosen: Sequence[str], weight: int | None) -> None:
    """A ballot with a random key, without time, without anything that leads to a mark."""
    with connection.cursor() as cursor:
        cursor.execute(DROP_IN, [new_key(), vote.pk, as_json(chosen), weight])


def new_key() -> str:
    return secrets.token_hex(KEY_BYTES)


def _keys(number: int) -> list[str]:
    """So many new keys, from one draw of the system's randomness."""
    drawn = secrets.token_bytes(KEY_BYTES * number).hex()
    return [drawn[at : at + 2 * KEY_BYTES] for at in range(0, len(drawn), 2 * KEY_BYTES)]


def as_json(chosen: Sequence[str]) -> str:
    return json.dumps(sorted(chosen), ensure_ascii=False, separators=(",", ":"))


def rewrite(vote: Vote) -> str:
    """Write all ballots of a vote anew, in random order and under new keys; the digest that commits to them.

    Anybody with the ballots of the closed vote can compute it: SHA-256 over their lines (key, choices, weight, with
    spaces between), sorted, each with a line feed.
    """
    found = _taken_out(vote)
    # Sorted by keys that are random and new, so in random order.
    slips = sorted((key, chosen, weight) for key, (chosen, weight) in zip(_keys(len(found)), found, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(EMPTY, [vote.pk])
        if connection.vendor == "postgresql":
            with cursor.copy(PUT_BACK) as box:
                for key, chosen, weight in slips:
                    box.write_row((key, vote.pk, chosen, weight))
        else:
            cursor.executemany(DROP_IN, [(key, vote.pk, chosen, weight) for key, chosen, weight in slips])
    return digest(slips)


def digest(slips: Sequence[Slip]) -> str:
    """The commitment to the ballots of a vote."""
    sealed = hashlib.sha256()
    for line in sorted(f"{key} {chosen} {'' if weight is None else weight}\n" for key, chosen, weight in slips):
        sealed.update(line.encode())
    return sealed.hexdigest()


def _taken_out(vote: Vote) -> list[tuple[str, int | None]]:
    return [(_plain(chosen), weight) for chosen, weight in sql.rows(TAKE_OUT, [vote.pk])]


@lru_cache(maxsize=4096)  # the same few texts again and again
def _plain(chosen: str) -> str:
    """The choices as JSON in one way of writing: PostgreSQL hands back text with spaces."""
    return as_json(json.loads(chosen))
