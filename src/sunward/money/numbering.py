"""Public numbers of the money context's papers: `<prefix>-<kind>-<year>-<serial>`, gapless within a year."""

from datetime import date

from sunward.money.models import Series
from sunward.money.models.budget import position
from sunward.registry.paper_numbers import number_of

PAYMENT, ORDER, INCOME, TENDER, BUDGET = "P", "O", "I", "T", "B"


def next_number(community: str, kind: str, on: date) -> tuple[str, int]:
    """The next paper's number and its position among its kind."""
    serial = Series.next(community, kind, on.year)
    return number_of(community, kind, on.year, serial), position(on.year, serial)
