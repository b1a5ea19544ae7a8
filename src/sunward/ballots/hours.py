"""The hour at which a vote closes: a day and an hour, here or with its zone; and how soon it may be."""

import re
from datetime import UTC, datetime, timedelta

from sunward.kernel import clock
from sunward.kernel.facts import unusable

# How long whoever is there can be expected to need for voting: what time fulfils by itself bars (decision record 0014).
LEAST = timedelta(minutes=10)
# How long somebody can be found who confirms what was called out in a room; no law speaks of it. Longer than a weekend.
TO_CONFIRM = timedelta(days=3)
WRITTEN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


def closing_hour(said: str) -> datetime:
    """A day and an hour as a moment in UTC; without a zone it is the community's.

    Raises:
        FactsError: for anything else.
    """
    found = _read(said.strip())
    if found is None:
        raise unusable(
            "closes_at",
            "截止时间请写日期和时间，如 2026-03-20 20:00。",
            "Write a day and an hour, such as 2026-03-20 20:00.",
        )
    return found


def _read(written: str) -> datetime | None:
    if not WRITTEN.fullmatch(written):
        return None
    try:
        found = datetime.fromisoformat(written)
        return (found if found.tzinfo else found.replace(tzinfo=clock.ZONE)).astimezone(UTC)
    except (ValueError, OverflowError):  # the 30th of February, or a zone that leads out of the calendar
        return None
