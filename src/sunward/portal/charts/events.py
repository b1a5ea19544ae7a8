"""Entries per day, those entered late set apart, with dated events marked: was paperwork done as it happened?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from sunward.portal.charts.svg import element, number, percent, together

TOP, FLOOR = 12, 100  # per cent of the height: room above the bars for the numbers of the marks


@dataclass(frozen=True, slots=True)
class Day:
    """One civil day: how many entries were made on it, and how many of these long after what they report."""

    on: date
    entries: int
    late: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated event, such as the notice of an inspection. It is drawn as its number and named in the list below."""

    on: date
    name: object


@dataclass(frozen=True, slots=True)
class EventChart:
    """The days, the marks in order of date, the tallest day, and the drawing."""

    days: tuple[Day, ...]
    marks: tuple[Mark, ...]
    highest: int
    late: int
    svg: SafeString

    @property
    def first(self) -> date:
        return self.days[0].on

    @property
    def last(self) -> date:
        return self.days[-1].on


def event_chart(days: Sequence[Day], marks: Sequence[Mark] = (), *, label: str) -> EventChart:
    """The chart from the first to the last of the days; a day not given had no entries, marks outside are left out.

    Raises:
        ValueError: when no day is given, or more entries of a day are late than were made.
    """
    if not days or any(day.late > day.entries for day in days):
        raise ValueError("an event chart needs at least one day, and no day with more late entries than entries")
    days = _without_gaps(days)
    shown = tuple(sorted((m for m in marks if days[0].on <= m.on <= days[-1].on), key=lambda mark: mark.on))
    highest = max(1, *(day.entries for day in days))
    shapes = [_floor(), *_bars(days, highest), *_marks(shown, days)]
    picture = element("svg", together(shapes), class_="events", role="img", aria_label=label)
    return EventChart(days, shown, highest, sum(day.late for day in days), picture)


def _without_gaps(days: Sequence[Day]) -> tuple[Day, ...]:
    """Every day of the span, so that a quiet week takes its room."""
    given = {day.on: day for day in days}
    first, last = min(given), max(given)
    span = (first + timedelta(place) for place in range((last - first).days + 1))
    return tuple(given.get(on) or Day(on, 0) for on in span)


def _bars(days: Sequence[Day], highest: int) -> list[SafeString]:
    width = percent(4, 5 * len(days))
    bars = []
    for place, day in enumerate(days):
        start = percent(place * 10 + 1, len(days) * 10)
        on_time = day.entries - day.late
        bars.append(_bar("f-brand", start, width, on_time, 0, highest))
        bars.append(_bar("f-alert", start, width, day.late, on_time, highest))
    return [bar for bar in bars if bar]


def _bar(tone: str, start: str, width: str, count: int, below: int, highest: int) -> SafeString:
    if not count:
        return SafeString("")
    room = FLOOR - TOP
    height, base = room * count / highest, room * below / highest
    place = {"x": start, "y": f"{number(FLOOR - base - height)}%", "width": width, "height": f"{number(height)}%"}
    return element("rect", class_=tone, **place)


def _marks(marks: Sequence[Mark], days: Sequence[Day]) -> list[SafeString]:
    places = {day.on: place for place, day in enumerate(days)}
    return [_mark(order, percent(places[mark.on] * 2 + 1, len(days) * 2)) for order, mark in enumerate(marks, 1)]


def _mark(order: int, place: str) -> SafeString:
    line = element("line", class_="s-ink", x1=place, x2=place, y1=f"{TOP}%", y2="100%")
    return element("g", line + element("text", str(order), x=place, y="1em", text_anchor="middle"), class_="mark")


def _floor() -> SafeString:
    return element("line", class_="s-line", x1="0", x2="100%", y1="100%", y2="100%")
