"""Sums from balance columns and from one year's rows; nothing is counted."""

from dataclasses import dataclass
from decimal import Decimal

from sunward.kernel import sql
from sunward.kernel.yuan import from_fen
from sunward.money.models.budget import POSITIONS

LINES = """
    SELECT number, key, name, authorised, released, decision_number FROM money_budgetline
    WHERE community_code = %s AND year = %s ORDER BY authorised DESC, key
"""
INCOME = "SELECT SUM(amount) FROM money_income WHERE community_code = %s AND position BETWEEN %s AND %s"


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
    return tuple(
        LineRow(number, key, name, from_fen(authorised), from_fen(released), from_fen(authorised - released), decision)
        for number, key, name, authorised, released, decision in sql.rows(LINES, [community, year])
    )


def summary(community: str, year: int) -> Summary:
    """The year in five figures. Two queries."""
    lines = by_purpose(community, year)
    authorised = sum((line.authorised for line in lines), Decimal(0))
    released = sum((line.released for line in lines), Decimal(0))
    return Summary(year, authorised, released, authorised - released, _income(community, year), lines)


def _income(community: str, year: int) -> Decimal:
    """What was recorded as received under the year's numbers."""
    found = sql.rows(INCOME, [community, year * POSITIONS, (year + 1) * POSITIONS - 1])
    return from_fen(int(found[0][0] or 0))
