"""Working days: weekends, and the public holidays and make-up days of each year, kept as data."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from sunward.kernel import clock

HOLIDAYS = Path(__file__).parent / "working_days"
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether offices work on this civil day in China; a year without an arrangement has its weekends only."""
    off, on = _arrangement(day.year)
    return day in on or (day not in off and day.weekday() < SATURDAY)


def add_working_days(start: date, days: int) -> date:
    """The civil day `days` working days after `start`; the start itself is not counted."""
    return clock.add_working_days(start, days, is_working_day)


def working_days_before(end: date, days: int) -> date:
    """The last civil day on which something can begin that lasts `days` working days and is over by `end`."""
    return clock.working_days_before(end, days, is_working_day)


def is_announced(year: int) -> bool:
    """Whether the State Council's arrangement of this year is on file here."""
    return any(_arrangement(year))


@lru_cache(maxsize=16)
def _arrangement(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off and make-up working days of a year."""
    file = HOLIDAYS / f"{year}.yaml"
    if not file.exists():
        return frozenset(), frozenset()
    data: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    off = (day for holiday in data["holidays"] for day in _span(holiday["from"], holiday["to"]))
    return frozenset(off), frozenset(data["working_weekends"])


def _span(first: date, last: date) -> list[date]:
    return [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
