"""Sums from balance columns and from one year's rows; nothing is counted."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from sunward.money.models import BudgetLine, Income
from sunward.money.models.budget import POSITIONS


@dataclass(frozen=True, slots=True)
class LineRow:
    """A budget line; amounts in yuan."""

    number: str
    key: str
    name: str
    authorised: Decimal
    released: Decimal
    room: Decimal
    decision: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A community's year in yuan: what was authorised, released, and what came in; `lines` are the budget's."""

    year: int
    authorised: Decimal
    released: Decimal
    room: Decimal
    income: Decimal
    lines: tuple[LineRow, ...] = ()


def by_purpose(community: str, year: int) -> tuple[LineRow, ...]:
    """The year's budget lines, largest first. One query."""
    rows = BudgetLine.objects.filter(community_code=community, year=year).order_by("-authorised", "key")
    return tuple(
        LineRow(row.number, row.key, row.name, row.authorised, row.released, row.room, row.decision_number)
        for row in rows
    )


def summary(community: str, year: int) -> Summary:
    """The year in five figures. Two queries."""
    lines = by_purpose(community, year)
    authorised = sum((line.authorised for line in lines), Decimal(0))
    released = sum((line.released for line in lines), Decimal(0))
    return Summary(year, authorised, released, authorised - released, _income(community, year), lines)


def _income(community: str, year: int) -> Decimal:
    """What was recorded as received under the year's numbers."""
    keys = (year * POSITIONS, (year + 1) * POSITIONS - 1)
    rows = Income.objects.filter(community_code=community, position__range=keys)
    return rows.aggregate(total=Sum("amount"))["total"] or Decimal(0)
