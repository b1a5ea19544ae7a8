"""Bars that compare amounts. All bars of one chart share one scale, so lengths may be compared by eye."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.safestring import SafeString

from sunward.portal.charts.svg import element, percent, together


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount to compare: what it is, how much, its share of the total in whole per cent, and its shape."""

    name: object
    amount: Decimal
    share: int
    svg: SafeString
    url: str = ""
    tone: str = "brand"


@dataclass(frozen=True, slots=True)
class BarList:
    """Bars on one scale, which runs from nothing to `total`."""

    bars: tuple[Bar, ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole: its name, its amount, and a tone: `brand`, `alert`, `warn`, `info` or `idle`."""

    name: object
    amount: Decimal | int
    tone: str = "brand"


@dataclass(frozen=True, slots=True)
class StackedBar:
    """One whole cut into its parts, in the order given, with what is left of the whole as an empty track."""

    parts: tuple[Part, ...]
    whole: Decimal | int
    svg: SafeString


def bar_list(
    items: Sequence[tuple[object, Decimal] | tuple[object, Decimal, str]],
    *,
    whole: Decimal | None = None,
    tone: str = "brand",
) -> BarList:
    """Bars for `(name, amount[, url])`, amounts in yuan or any one unit.

    Bars and shares are of `whole` (a budget, say) or, without one, of the sum, so that the length of a bar shows
    the share beside it.

    Raises:
        ValueError: for an amount that a bar cannot show: a negative one, or one beyond the whole.
    """
    amounts = [Decimal(item[1]) for item in items]
    total = whole if whole is not None else sum(amounts, Decimal())
    if any(not 0 <= amount <= total for amount in amounts):
        raise ValueError(f"a bar shows from 0 to {total}; give refunds and overspending rows of their own")
    bars = (
        Bar(item[0], amount, _share(amount, total), _bar(amount, total, tone), _url(item), tone)
        for item, amount in zip(items, amounts, strict=True)
    )
    return BarList(tuple(bars), total)


def stacked_bar(parts: Sequence[Part], *, whole: Decimal | int | None = None) -> StackedBar:
    """One bar of parts; the track is `whole`, or the sum of the parts.

    Raises:
        ValueError: when a part is negative or the parts exceed the whole.
    """
    total = sum((Decimal(part.amount) for part in parts), Decimal())
    track = Decimal(whole) if whole is not None else total
    if total > track or any(part.amount < 0 for part in parts):
        raise ValueError(f"the parts come to {total}, more than the whole of {track}, or one of them is negative")
    shapes = [_rectangle("f-sunk", "0%", "100%" if track else "0%")]
    start = Decimal()
    for part in parts:
        shapes.append(_rectangle(f"f-{part.tone}", percent(start, track), percent(part.amount, track)))
        start += Decimal(part.amount)
        shapes.append(_gap(percent(start, track)))
    return StackedBar(tuple(parts), track, _picture("bar thick", shapes))


def _bar(amount: Decimal, total: Decimal, tone: str) -> SafeString:
    return _picture("bar", [_rectangle("f-sunk", "0%", "100%"), _rectangle(f"f-{tone}", "0%", percent(amount, total))])


def _picture(classes: str, shapes: Sequence[SafeString]) -> SafeString:
    return element("svg", together(shapes), class_=classes, aria_hidden="true")


def _rectangle(classes: str, start: str, width: str) -> SafeString:
    return element("rect", class_=classes, x=start, width=width, height="100%")


def _gap(place: str) -> SafeString:
    """A hairline between two parts, so that they are told apart without colour."""
    return element("rect", class_="f-card", x=place, width="2", height="100%")


def _share(amount: Decimal, total: Decimal) -> int:
    """Whole per cent, halves away from zero; 0 % and 100 % are said only of nothing and of everything."""
    if not total or not amount or amount == total:
        return 100 if amount and amount == total else 0
    rounded = int(Fraction(amount) / Fraction(total) * 100 + Fraction(1, 2))
    return min(max(rounded, 1), 99) if amount < total else rounded


def _url(item: tuple[object, Decimal] | tuple[object, Decimal, str]) -> str:
    return item[2] if len(item) == 3 else ""
