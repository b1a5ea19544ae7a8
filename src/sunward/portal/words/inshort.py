"""Amounts for a small tile: rounded, with the unit that people use; the exact amount stands elsewhere on the page."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import get_language


class Scale(NamedTuple):
    """From `at_least` yuan on: divided by `by`, with so many decimals."""

    at_least: int
    by: int
    places: int
    unit: str


CHINESE = (Scale(10_000, 10_000, 1, "万元，今年放款"), Scale(0, 1, 0, "元，今年放款"))
ENGLISH = (
    Scale(1_000_000, 1_000_000, 2, "million yuan released"),
    Scale(10_000, 1_000, 0, "thousand yuan released"),
    Scale(0, 1, 0, "yuan released this year"),
)


def in_short(amount: Decimal) -> tuple[str, str]:
    """The figure and its unit, in the language of the page."""
    scales: Sequence[Scale] = CHINESE if (get_language() or "zh").startswith("zh") else ENGLISH
    scale = next(scale for scale in scales if amount >= scale.at_least)
    return f"{amount / scale.by:,.{scale.places}f}", scale.unit
