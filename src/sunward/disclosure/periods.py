"""Periods of the catalogue: which one is due next, which ones were due. Pure arithmetic of months."""

from collections.abc import Iterator
from datetime import date, timedelta

from sunward.charter.engine.duties import Due

YEAR = 12


def _end(first: date, months: int) -> date:
    return _months_on(first, months) - timedelta(days=1)


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * YEAR + first.month - 1 + months, YEAR)
    return date(year, month + 1, 1)


def _around(on: date, months: int, back: int, ahead: int) -> Iterator[tuple[date, date]]:
    """First and last days of the periods of this length before and after the one of a day."""
    first = date(on.year, (on.month - 1) // months * months + 1, 1)
    for number in range(-back, ahead + 1):
        begin = _months_on(first, number * months)
        yield begin, _end(begin, months)


def ends_before(on: date, months: int, due: Due, most: int) -> list[tuple[date, date]]:
    """First and last days of the newest periods whose due day has passed, oldest first."""
    reach = due.months_after // months + most + 1
    return [period for period in _around(on, months, reach, 0) if due.on(period[1]) < on][-most:]


def next_end(on: date, months: int, due: Due, after: bool = False) -> date:
    """The last day of the period that is due next: on this day or later; with `after`, later than it."""
    reach = due.months_after // months + 2
    for _first, end in _around(on, months, reach, 2):
        if due.on(end) > on or (not after and due.on(end) == on):
            return end
    raise AssertionError("two periods ahead one is always due")
