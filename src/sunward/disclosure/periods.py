"""Periods of the catalogue: which one is due next, which ones were due, which a posting was for. Pure arithmetic of
months."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sunward.charter.engine.duties import Due, period_label
from sunward.charter.queries import month_ends

YEAR = 12
NOTHING: frozenset[date] = frozenset()
Asked = tuple[int, Due]  # for every so many months, and by when


@dataclass(frozen=True, slots=True)
class Made:
    """A posting of a periodic item: the day by which it was due, where it names a period, and that of its posting; and
    how often and when the rules of that day asked for it, where they are not those of now."""

    due_by: date | None
    on: date
    asked: "Asked | None" = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A period for which nothing stands, with its last day and the day by which it was due."""

    label: str
    ended_on: date
    due_on: date


def settled(made: Iterable[Made], months: int, due: Due, first: date) -> frozenset[date]:
    """The last days of the periods for which these postings are; none before `first`.

    A posting is for the period that it names. Where that had not ended by its day, or it names none, it is for the one
    that ended last, and for no older one: the same words hung again would wipe a quarter that was skipped.
    """
    ends = (end_of(one, *(one.asked or (months, due))) for one in made)
    return frozenset(end for end in ends if end >= first)


def end_of(one: Made, months: int, due: Due) -> date:
    """The last day of the period for which a posting is."""
    return _named(one, months, due) or _last(one.on, months, due)


def missed(on: date, months: int, due: Due, first: date, done: frozenset[date] = NOTHING) -> Iterator[Missed]:
    """The periods since a day whose due day has passed, and for which nothing was made, oldest first."""
    return missed_by(on, lambda _end: (months, due), first, done)


def missed_by(
    on: date, asked: Callable[[date], Asked | None], first: date, done: frozenset[date] = NOTHING
) -> Iterator[Missed]:
    """The same where the rules changed meanwhile: `asked` says what they asked for by the end of a month."""
    for last in month_ends(first, on):
        one = owed(last, asked(last), first)
        if one and one.due_on < on and one.ended_on not in done:
            yield one


def owed(last: date, asked: Asked | None, first: date) -> Missed | None:
    """The period that ends on a day by what the rules asked for then; None where none does, or it began before
    `first`."""
    if asked is None:
        return None
    months, due = asked
    begin, end = _period(last, months)
    return Missed(period_label(begin, months), end, due.on(end)) if end == last and begin >= first else None


def _named(one: Made, months: int, due: Due) -> date | None:
    """The last day of the period that it names, if that had come by its day. Of the day it was due by only the month
    counts: rules set another day of it later, and an earlier one may have been typed."""
    if one.due_by is None:
        return None
    begin, end = _period(_months_on(one.due_by, -due.months_after), months)
    return end if (end if due.months_after else begin) <= one.on else None


def _last(on: date, months: int, due: Due) -> date:
    """The last day of the period that a posting of a day is for, where it names none."""
    begin, end = _period(on, months)
    return begin - timedelta(days=1) if due.months_after else end


def _period(on: date, months: int) -> tuple[date, date]:
    """First and last day of the period that a day lies in."""
    first = date(on.year, (on.month - 1) // months * months + 1, 1)
    return first, _end(first, months)


def _end(first: date, months: int) -> date:
    return _months_on(first, months) - timedelta(days=1)


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * YEAR + first.month - 1 + months, YEAR)
    return date(year, month + 1, 1)


def _around(on: date, months: int, back: int, ahead: int) -> Iterator[tuple[date, date]]:
    """First and last days of the periods of this length before and after the one of a day."""
    first, _last = _period(on, months)
    for number in range(-back, ahead + 1):
        begin = _months_on(first, number * months)
        yield begin, _end(begin, months)


def next_end(on: date, months: int, due: Due, after: bool = False) -> date:
    """The last day of the period that is due next: on this day or later; with `after`, later than it."""
    reach = due.months_after // months + 2
    for _first, end in _around(on, months, reach, 2):
        if due.on(end) > on or (not after and due.on(end) == on):
            return end
    raise AssertionError("two periods ahead one is always due")
