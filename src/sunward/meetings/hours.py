"""The hours that people name."""

from datetime import date, datetime

from sunward.kernel.facts import unusable
from sunward.meetings.rules.days import moment_on


def hour_to_come(day: date, at: str, now: datetime) -> datetime:
    """The moment for which a meeting is called.

    Raises:
        FactsError: at `at` for what is no time, at `held_on` for one that has passed.
    """
    found = moment_on(day, at)
    if found is None:
        raise unusable("at", "请写成 19:30 这样的时间。", "Write a time like 19:30.")
    if found <= now:
        raise unusable("held_on", "会议要在以后开。", "A meeting is called for a time to come.")
    return found
