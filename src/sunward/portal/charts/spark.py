"""A line of a few values over time, small enough for a table cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.safestring import SafeString

from sunward.portal.charts.svg import element, number

WIDTH, HEIGHT, MARGIN = 100, 28, 3


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The values in order, oldest first, and the drawing, named by `label` for those who do not see it."""

    values: tuple[Decimal | int, ...]
    svg: SafeString


def sparkline(
    values: Sequence[Decimal | int], *, label: str, tone: str = "brand", highest: Decimal | int | None = None
) -> Sparkline:
    """A line from nothing to `highest`: give the same `highest` to all sparklines of a table, so that they compare."""
    top = highest if highest is not None else max(values, default=0)
    points = [_point(place, value, len(values), top) for place, value in enumerate(values)]
    return Sparkline(tuple(values), _drawing(points, label, tone) if points else SafeString(""))


def _point(place: int, value: Decimal | int, count: int, top: Decimal | int) -> tuple[str, str]:
    x = MARGIN + Fraction(place * (WIDTH - 2 * MARGIN), max(count - 1, 1))
    share = Fraction(value) / Fraction(top) if top else Fraction()
    return number(x), number(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN))


def _drawing(points: Sequence[tuple[str, str]], label: str, tone: str) -> SafeString:
    x, y = points[-1]
    line = element("polyline", class_=f"s-{tone}", points=" ".join(f"{x},{y}" for x, y in points))
    end = element("circle", class_=f"f-{tone}", cx=x, cy=y, r="2.6")
    return element("svg", line + end, class_="spark", viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=label)
