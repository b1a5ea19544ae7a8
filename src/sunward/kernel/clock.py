"""The clock and civil days.

Time is stored in UTC; rules count civil days of the community's zone. The clock can be moved only inside a
database created by the demo (`config.wiring` binds the mover there and nowhere else).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
_fixed: ContextVar[datetime | None] = ContextVar("fixed_time", default=None)


def now() -> datetime:
    """The present moment, in UTC."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    """The present civil day of the community."""
    return civil_day(now())


def civil_day(moment: datetime) -> date:
    """The civil day on which a moment falls in the community's zone."""
    return moment.astimezone(ZONE).date()


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A civil day and hour of the community as a moment in UTC."""
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


@contextmanager
def moved_to(at: datetime) -> Iterator[None]:
    """Run the block as if it were `at`: for the demo's simulation and for tests with a moving clock."""
    token = _fixed.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)


def add_working_days(start: date, days: int, is_working: Callable[[date], bool]) -> date:
    """The civil day `days` working days after `start`; the start itself is not counted."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working(day)
    return day


def working_days_before(end: date, days: int, is_working: Callable[[date], bool]) -> date:
    """The last civil day from which on `days` working days bring one to `end` or not beyond it."""
    day = end
    while days > 0:
        days -= is_working(day)
        day -= timedelta(days=1)
    return day
