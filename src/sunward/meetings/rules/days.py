"""When people were told, and when something is said to have happened in the room."""

from collections.abc import Iterable
from datetime import date

from sunward.kernel.hours import moment_on, read_time

__all__ = ["moment_on", "noticed_on", "read_time"]


def noticed_on(given: Iterable[date], at_least: int) -> date | None:
    """The day on which as many channels had been used as the charter asks for."""
    days = sorted(given)
    return days[at_least - 1] if len(days) >= at_least else None
