"""Amounts for a small tile: rounded, with the unit that people use; the exact amount stands elsewhere on the page. And
as they are said in a sentence."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import get_language

from sunward.kernel.templatetags.sunward import yuan


class Scale(NamedTuple):
    """From `at_least` yuan on: divided by `by`, with so many decimals."""

    at_least: int
    by: int
    places: int
    unit: str


TEN_THOUSAND = 10_000
CHINESE = (Scale(TEN_THOUSAND, TEN_THOUSAND, 1, "万元，今年放款"), Scale(0, 1, 0, "元，今年放款"))
ENGLISH = (
    Scale(1_000_000, 1_000_000, 2, "million yuan released"),
    Scale(10_000, 1_000, 0, "thousand yuan released"),
    Scale(0, 1, 0, "yuan released this year"),
)


def in_short(amount: Decimal) -> tuple[str, str]:
    """The figure and its unit, in the language of the page."""
    scales: Sequence[Scale] = CHINESE if _in_chinese() else ENGLISH
    scale = next(scale for scale in scales if amount >= scale.at_least)
    return f"{amount / scale.by:,.{scale.places}f}", scale.unit


def in_a_sentence(amount: Decimal) -> str:
    """48.6万元 where that is exact, otherwise in full."""
    if not _in_chinese():
        return yuan(amount)
    in_tens = amount / TEN_THOUSAND
    if abs(amount) >= TEN_THOUSAND and in_tens == in_tens.quantize(Decimal("0.01")):
        return f"{in_tens.normalize():f}万元"
    return f"{yuan(amount).replace('¥', '')}元"


def _in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")
