"""Working days: weekends, and the public holidays and make-up days of each year, kept as data."""

from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from sunward.kernel import clock

HOLIDAYS = Path(__file__).parent / "working_days"
EVERY_YEAR = Path(__file__).parent / "public_holidays.yaml"
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether offices work on this civil day in China. In a year whose arrangement is not announced the holidays of the
    regulation are free, and no weekend is worked."""
    off, on = _arrangement(day.year)
    return day in on or (day not in off and day.weekday() < SATURDAY)


def add_working_days(start: date, days: int) -> date:
    """The civil day `days` working days after `start`; the start itself is not counted."""
    return clock.add_working_days(start, days, is_working_day)


def working_day_from(day: date) -> date:
    """The day itself where offices work, else the next on which they do."""
    return add_working_days(day - timedelta(days=1), 1)


def working_days_before(end: date, days: int) -> date:
    """The last civil day on which something can begin that lasts `days` working days and is over by `end`."""
    return clock.working_days_before(end, days, is_working_day)


def is_announced(year: int) -> bool:
    """Whether the State Council's arrangement of this year is on file here."""
    return bool(_on_file(year).get("announced", True)) and (HOLIDAYS / f"{year}.yaml").exists()


def unannounced(since: date, days: int) -> int | None:
    """The first year that begins or goes on within so many days and whose arrangement is not on file; working days in
    it may end later than they are shown."""
    years = range(since.year, (since + timedelta(days=days)).year + 1)
    return next((year for year in years if not is_announced(year)), None)


@lru_cache(maxsize=16)
def _arrangement(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off and make-up working days of a year."""
    data = _on_file(year)
    if not data:
        return _every_year(year), frozenset()
    off = (day for holiday in data["holidays"] for day in _span(holiday["from"], holiday["to"]))
    return frozenset(off), frozenset(data["working_weekends"])


@lru_cache(maxsize=16)
def _on_file(year: int) -> dict[str, Any]:
    file = HOLIDAYS / f"{year}.yaml"
    data: dict[str, Any] = yaml.safe_load(file.read_text("utf-8")) if file.exists() else {}
    return data


def _every_year(year: int) -> frozenset[date]:
    """The holidays that have their day in the civil calendar, for a year of which nothing else is known."""
    known = yaml.safe_load(EVERY_YEAR.read_text("utf-8"))["every_year"]
    return frozenset(date(year, one["month"], one["day"]) for one in known if year >= one.get("since", year))


def _span(first: date, last: date) -> list[date]:
    return [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
