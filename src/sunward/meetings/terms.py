"""Lengths of time that the charter sets, counted from a day."""

from datetime import date, timedelta

from sunward.charter.engine import Duration
from sunward.registry import queries as registry


def after(day: date, duration: Duration) -> date:
    """The civil day so many days, or working days, later."""
    if duration.working:
        return registry.add_working_days(day, duration.days)
    return day + timedelta(days=duration.days)
