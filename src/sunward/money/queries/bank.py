"""What the bank statements tell."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F

from sunward.charter import queries as charter
from sunward.kernel import sql
from sunward.kernel.memo import remembering
from sunward.kernel.text import Text
from sunward.kernel.yuan import from_fen
from sunward.money.models import BankLine, BankStatement, Income, Order
from sunward.money.models.budget import AFTER_ALL
from sunward.money.policies import shown_counterparty
from sunward.money.queries.silence import Clocks
from sunward.money.rules.matching import OUTSIDE

PAGE = 50
EXPLAIN = "money.explain_outside_payment"
OUTSIDE_CHAIN = """
    SELECT line.id, line.number, line.day, line.outside_why,
        correction.recorded_on, statement.recorded_on, line.explanation,
        line.explained_on, line.recovered_on, line.struck_on, line.amount, line.recovered, line.counterparty,
        EXISTS (SELECT 1 FROM money_payee payee WHERE payee.community_code = line.community_code
                AND payee.kind = 'company' AND payee.name = line.counterparty)
    FROM money_bankline line JOIN money_bankstatement statement ON statement.id = line.statement_id
    LEFT JOIN money_statementcorrection correction ON correction.id = line.correction_id
    WHERE line.community_code = %s AND line.id < %s AND NOT (line.outside_why = '')
        AND line.outside_why <> 'corrected'
    ORDER BY line.id DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """Money that left without an order. `explain_by` is the last civil day for an explanation, `silent` says that
    it passed without one; `left` is what has not come back. `struck_on` is the day on which a correction said that
    the bank has no such line: it stays, for nobody takes a payment off this list by correcting it."""

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
    struck_on: date | None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One month of one account; the balances as last corrected."""

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
    with remembering():
        clocks = Clocks(community, on)
        return tuple(
            _row((*line, from_fen(amount), from_fen(recovered)), shown_counterparty(name, bool(firm)), on, clocks)
            for *line, amount, recovered, name, firm in sql.rows(OUTSIDE_CHAIN, [community, before or AFTER_ALL, limit])
        )


def has_left(order: Order) -> bool:
    """Whether the bank shows money that left in the name of this order, in the chain or outside it, and has not all
    come back."""
    rows = BankLine.objects.filter(community_code=order.community_code, named_order=order.number, out=True)
    return rows.filter(struck_on=None, recovered__lt=F("amount")).exists()


def outside_row(line: BankLine, on: date, clocks: Clocks) -> OutsideRow:
    """One such line as it stands on a day."""
    entered = line.correction or line.statement
    values = (
        line.pk, line.number, line.day, line.outside_why, None, entered.recorded_on, line.explanation,
        line.explained_on, line.recovered_on, line.struck_on, line.amount, line.recovered,
    )  # fmt: skip
    return _row(values, line.counterparty, on, clocks)


def _row(values: tuple[Any, ...], counterparty: str, on: date, clocks: Clocks) -> OutsideRow:
    (key, number, day, why, corrected, recorded, explanation, explained_on, recovered_on, struck_on, amount,
     recovered) = values  # fmt: skip
    published = corrected or recorded
    due = charter.day_after(published, clocks.time(EXPLAIN, published))
    return OutsideRow(
        key, number, day, amount, counterparty, OUTSIDE[why], published, due, explanation, explained_on,
        explained_on is None and on > due, recovered, recovered_on, amount - recovered, struck_on,
    )  # fmt: skip


def statements(community: str, before: int | None = None, limit: int = PAGE) -> tuple[StatementRow, ...]:
    """The monthly statements, newest entries first."""
    rows = BankStatement.objects.filter(community_code=community)
    rows = rows.filter(id__lt=before) if before else rows
    return tuple(
        StatementRow(row.pk, row.number, row.account, row.month, *row.standing_balances, row.recorded_on)
        for row in rows.prefetch_related("corrections").order_by("-id")[:limit]
    )


def income(community: str, before: int | None = None, limit: int = PAGE) -> tuple[IncomeRow, ...]:
    """What came in, newest first."""
    rows = Income.objects.filter(community_code=community)
    rows = rows.filter(position__lt=before) if before else rows
    return tuple(_income_row(row) for row in rows.order_by("-position")[:limit])


def unbanked(community: str, limit: int = PAGE) -> tuple[IncomeRow, ...]:
    """What was received and is not in the bank, oldest first."""
    rows = Income.objects.filter(community_code=community, banked_on=None).order_by("position")
    return tuple(_income_row(row) for row in rows[:limit])


def _income_row(row: Income) -> IncomeRow:
    days = (row.banked_on - row.received_on).days if row.banked_on else None
    return IncomeRow(row.position, row.number, row.kind, row.amount, row.received_on, row.banked_on, days)
