"""Periods, due days, and how a duty stands on a day: pure functions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sunward.charter.engine.duties import Due, period_label

DutyState = Literal["met", "met_late", "open", "overdue"]
YEAR, HALF, QUARTER, MONTH = 12, 6, 3, 1
_label = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, quarter, half-year or year; both days are inside it."""

    first: date
    months: int

    @property
    def last(self) -> date:
        return _months_on(self.first, self.months) - timedelta(days=1)

    @property
    def label(self) -> str:
        """2026, 2026-H1, 2026-Q3 or 2026-07."""
        return period_label(self.first, self.months)

    @property
    def before(self) -> "Period":
        return Period(_months_on(self.first, -self.months), self.months)


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def period_of(day: date, months: int) -> Period:
    """The period of this length that a day falls in."""
    return Period(date(day.year, (day.month - 1) // months * months + 1, 1), months)


def read_period(text: str, months: int) -> Period | None:
    """The period that a fact names: a label as above, or any day or month in it; None when it names none."""
    found = _label.fullmatch(text)
    if found:
        year, half, quarter, month = (int(part) if part else 0 for part in found.groups())
        start = half * 6 - 5 if half else quarter * 3 - 2 if quarter else month if found[4] else 1
        return period_of(date(year, start, 1), months) if 1 <= start <= YEAR else None
    try:
        return period_of(date.fromisoformat(text), months)
    except ValueError:
        return None


def periods_due(due: Due, months: int, start: date, end: date) -> Iterator[Period]:
    """The periods whose due day lies between two days, both included, oldest first."""
    reach = timedelta(days=31 * (due.months_after + months + 1))
    period = period_of(start - reach, months)
    while period.first <= end:
        if start <= due.on(period.last) <= end:
            yield period
        period = Period(_months_on(period.first, months), months)


def period_met(day: date, months: int, after: int, met: frozenset[str]) -> Period:
    """The period for which an act counts that names none.

    A duty due inside its period is met for the period of the day. One due afterwards is met for the period that
    ended last, or, once that is met, for the newest period before it that is not.
    """
    if after == 0:
        return period_of(day, months)
    last = period = period_of(day, months).before
    for _ in range(YEAR):
        if period.label not in met:
            return period
        period = period.before
    return last


def duty_state(due_on: date, met_on: date | None, on: date) -> DutyState:
    """How a duty stands at the end of a day."""
    if met_on and met_on <= on:
        return "met" if met_on <= due_on else "met_late"
    return "overdue" if on > due_on else "open"


def days_late(due_on: date, met_on: date | None, on: date) -> int:
    """Calendar days past the due day, to the day it was met or to this one."""
    until = met_on if met_on and met_on <= on else on
    return max(0, (until - due_on).days)
