"""Lengths of time that the charter sets, counted from a day, and the hours that people name."""

from datetime import date, datetime, timedelta

from sunward.charter.engine import Duration
from sunward.kernel.facts import unusable
from sunward.meetings.rules.days import moment_on
from sunward.registry import queries as registry


def after(day: date, duration: Duration) -> date:
    """The civil day so many days, or working days, later."""
    if duration.working:
        return registry.add_working_days(day, duration.days)
    return day + timedelta(days=duration.days)


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
