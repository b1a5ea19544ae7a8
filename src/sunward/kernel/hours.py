"""An hour of the day as people write it."""

import re
from datetime import date, datetime

from sunward.kernel import clock
from sunward.kernel.halfwidth import halfwidth

_time = re.compile(r"([01]?\d|2[0-3])\s*[:点时]\s*([0-5]?\d)?\s*分?$")


def read_time(text: str) -> tuple[int, int] | None:
    """Hour and minute as people write them: 19:05, １９：０５, 19点05分, 19点; None for anything else."""
    found = _time.match(halfwidth(text).strip())
    return (int(found[1]), int(found[2] or 0)) if found else None


def moment_on(day: date, text: str) -> datetime | None:
    """That time on that day; None when it is no time."""
    read = read_time(text)
    return clock.moment(day, *read) if read else None
