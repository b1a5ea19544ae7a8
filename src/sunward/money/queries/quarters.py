"""What was spent in a span of days, line by line: the accounts as they hang on the board."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sunward.kernel.viewer import Viewer
from sunward.money.models import Income, Payment
from sunward.money.policies import shown_payee

MOST = 2000  # payments in one quarter of one community; beyond this the sheet says that there are more


@dataclass(frozen=True, slots=True)
class SpentRow:
    """A payment released in the span; amounts in yuan."""

    number: str
    purpose: str
    payee: str
    amount: Decimal
    released_on: date


@dataclass(frozen=True, slots=True)
class SpentLine:
    """A budget line with what left it in the span."""

    name: str
    total: Decimal
    rows: tuple[SpentRow, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Income and spending between two days, both included."""

    income: Decimal
    spent: Decimal
    lines: tuple[SpentLine, ...]


def accounts_of(community: str, first: date, last: date, viewer: Viewer | None = None) -> Span:
    """The accounts of a span, lines and payments in the order of their numbers. Two queries."""
    rows = Payment.objects.filter(community_code=community, released_on__range=(first, last))
    rows = rows.select_related("payee", "line").order_by("line__number", "position")[:MOST]
    lines: dict[str, list[SpentRow]] = {}
    for row in rows:
        spent = SpentRow(row.number, row.purpose, shown_payee(viewer, row.payee), row.amount, row.released_on or last)
        lines.setdefault(row.line.name, []).append(spent)
    shown = tuple(SpentLine(name, _sum(found), tuple(found)) for name, found in lines.items())
    received = Income.objects.filter(community_code=community, received_on__range=(first, last))
    income = sum(received.values_list("amount", flat=True), Decimal(0))
    return Span(income, sum((line.total for line in shown), Decimal(0)), shown)


def _sum(rows: list[SpentRow]) -> Decimal:
    return sum((row.amount for row in rows), Decimal(0))
