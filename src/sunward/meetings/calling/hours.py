"""The hours that people name."""

from datetime import date, datetime, timedelta

from sunward.kernel.facts import unusable
from sunward.meetings.rules.days import moment_on

FURTHEST = timedelta(days=2 * 366)  # a typed year is no plan, and days without end are none that can be counted on

# How long a room waits for those who are late before too few are said to have come; no law here speaks of it. Without a
# wait whoever wants no meeting would end it in the minute in which it is to begin, before the door is open.
WAIT = timedelta(minutes=30)


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
    if found > now + FURTHEST:
        raise unusable("held_on", "会议最远提前两年召集。", "A meeting is called at most two years ahead.")
    return found
