"""The day on which a length of time from the rule books ends, in civil days or in the calendar's working days."""

from datetime import date, timedelta

from sunward.charter.engine import Duration
from sunward.registry import queries as registry


def day_after(start: date, period: Duration) -> date:
    """The civil day so many days, or working days, later; the start itself is not counted."""
    return registry.add_working_days(start, period.days) if period.working else start + timedelta(days=period.days)


def day_before(end: date, period: Duration) -> date:
    """The last day from which on so many days, or working days, have passed by `end`."""
    return registry.working_days_before(end, period.days) if period.working else end - timedelta(days=period.days)
