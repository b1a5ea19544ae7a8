"""The lock that those who vote share, and that the close takes alone."""

from django.db import connection

from sunward.ballots.models import Vote
from sunward.kernel.acts import Unknown

ALONE = "SELECT * FROM ballots_vote WHERE number = %s"
SHARED = f"{ALONE} FOR SHARE"


def find_shared(number: str, lock: bool) -> Vote:
    """A vote by its number. On PostgreSQL the lock is shared (`FOR SHARE`): casts wait for a close under way and a
    close waits for them, never one cast for another. SQLite lets one transaction write at a time anyway.

    Raises:
        Unknown: when there is none.
    """
    shares = lock and connection.vendor == "postgresql"
    found = next(iter(Vote.objects.raw(SHARED if shares else ALONE, [number])), None)
    if found is None:
        raise Unknown(f"There is no vote:{number}.")
    return found
