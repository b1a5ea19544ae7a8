"""Sums over a rolling window, so that one purchase cut into pieces is tested as one (化整为零).

Two payments belong together when they agree in any two of payee, site and category: renaming the category, going
through another firm or naming no site does not take a piece out of the sum. A charter names two of them or all three;
fewer are refused where it is read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

IN_COMMON = 2


@dataclass(frozen=True, slots=True)
class Spent:
    """One payment as the window sees it; payee and site are compared as `same_spelling` writes them."""

    payee: str
    site: str
    category: str
    amount: Decimal
    on: date


def window_start(on: date, days: int) -> date:
    """The first civil day of the window of `days` days that ends on `on`."""
    return on - timedelta(days=days - 1)


def belong_together(one: Spent, other: Spent, by: Sequence[str]) -> bool:
    """Whether the sum of the two is what a limit must be tested on."""
    return sum(_agree(one, other, what) for what in by) >= IN_COMMON


def _agree(one: Spent, other: Spent, what: str) -> bool:
    if what == "site":
        return _same_site(one, other)
    return bool(getattr(one, what) == getattr(other, what))


def _same_site(one: Spent, other: Spent) -> bool:
    """A payee paid at no named place may have been paid at any place; two strangers at no place are not together."""
    if one.site and other.site:
        return one.site == other.site
    return one.payee == other.payee


def together(this: Spent, others: Iterable[Spent], by: Sequence[str], days: int) -> list[Spent]:
    """This payment and those before it in the window that belong to it."""
    start = window_start(this.on, days)
    return [this, *(other for other in others if start <= other.on <= this.on and belong_together(this, other, by))]


def rolling_sum(this: Spent, others: Iterable[Spent], by: Sequence[str], days: int) -> Decimal:
    """What this payment and those before it come to, in yuan, over `days` civil days."""
    return sum((spent.amount for spent in together(this, others, by, days)), Decimal(0))
