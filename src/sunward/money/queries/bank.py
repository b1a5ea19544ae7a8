"""What the bank statements tell."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from sunward.charter import queries as charter
from sunward.charter.engine.amounts import Duration
from sunward.kernel.text import Text
from sunward.money.models import BankLine, BankStatement, Income, Payee
from sunward.money.policies import shown_counterparty
from sunward.money.queries.silence import after, time_for
from sunward.money.rules.matching import OUTSIDE

PAGE = 50
EXPLAIN = "money.explain_outside_payment"


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """Money that left without an order. `explain_by` is the last civil day for an explanation, `silent` says that
    it passed without one; `left` is what has not come back."""

    key: int
    number: str
    day: date
    amount: Decimal
    counterparty: str
    why: Text
    published_on: date
    explain_by: date
    explanation: str
    explained_on: date | None
    silent: bool
    recovered: Decimal
    recovered_on: date | None
    left: Decimal


@dataclass(frozen=True, slots=True)
class StatementRow:
    key: int
    number: str
    account: str
    month: date
    opening: Decimal
    closing: Decimal
    recorded_on: date


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """Money that came in; `days_to_bank` are civil days between receipt and bank."""

    key: int
    number: str
    kind: str
    amount: Decimal
    received_on: date
    banked_on: date | None
    days_to_bank: int | None


def outside_chain(community: str, on: date, before: int | None = None, limit: int = PAGE) -> tuple[OutsideRow, ...]:
    """What was paid outside the chain, newest entries first. Two queries."""
    time = time_for(charter.charter_of(community, on), EXPLAIN)
    known = Payee.objects.filter(community_code=community, kind="company", name=OuterRef("counterparty"))
    rows = BankLine.objects.filter(community_code=community).exclude(outside_why="").annotate(firm=Exists(known))
    rows = rows.filter(id__lt=before) if before else rows
    found = rows.select_related("statement").order_by("-id")[:limit]
    return tuple(
        replace(outside_row(line, on, time), counterparty=shown_counterparty(line.counterparty, line.firm))
        for line in found
    )


def outside_row(line: BankLine, on: date, time: Duration) -> OutsideRow:
    """One such line as it stands on a day, with `time` for an explanation."""
    published = line.statement.recorded_on
    due = after(published, time)
    return OutsideRow(
        line.pk, line.number, line.day, line.amount, line.counterparty, OUTSIDE[line.outside_why], published, due,
        line.explanation, line.explained_on, line.explained_on is None and on > due, line.recovered,
        line.recovered_on, line.amount - line.recovered,
    )  # fmt: skip


def statements(community: str, before: int | None = None, limit: int = PAGE) -> tuple[StatementRow, ...]:
    """The monthly statements, newest entries first."""
    rows = BankStatement.objects.filter(community_code=community)
    rows = rows.filter(id__lt=before) if before else rows
    return tuple(
        StatementRow(row.pk, row.number, row.account, row.month, row.opening, row.closing, row.recorded_on)
        for row in rows.order_by("-id")[:limit]
    )


def income(community: str, before: int | None = None, limit: int = PAGE) -> tuple[IncomeRow, ...]:
    """What came in, newest first."""
    rows = Income.objects.filter(community_code=community)
    rows = rows.filter(position__lt=before) if before else rows
    return tuple(_income_row(row) for row in rows.order_by("-position")[:limit])


def _income_row(row: Income) -> IncomeRow:
    days = (row.banked_on - row.received_on).days if row.banked_on else None
    return IncomeRow(row.position, row.number, row.kind, row.amount, row.received_on, row.banked_on, days)
