"""What pages and other contexts read about money."""

from sunward.money.queries.bank import IncomeRow, OutsideRow, StatementRow, income, outside_chain, statements, unbanked
from sunward.money.queries.gate import conditions
from sunward.money.queries.lapses import overdue
from sunward.money.queries.page import Hand, OrderView, PaymentPage, payment_page
from sunward.money.queries.payments import (
    PastRow,
    PaymentRow,
    past_payments,
    payments,
)
from sunward.money.queries.quarters import Span, SpentLine, SpentRow, accounts_of
from sunward.money.queries.retiering import Retiered, retiered
from sunward.money.queries.spending import rolling
from sunward.money.queries.totals import LineRow, Summary, by_purpose, summary
from sunward.money.queries.turns import turns_of
from sunward.money.queries.urgent import UrgentView, refund_lines_of, urgent_view
from sunward.money.queries.waits import waits
from sunward.money.rules.decided import AUTHORISED

__all__ = [
    "AUTHORISED",
    "Hand",
    "IncomeRow",
    "LineRow",
    "OrderView",
    "OutsideRow",
    "PastRow",
    "PaymentPage",
    "PaymentRow",
    "Retiered",
    "Span",
    "SpentLine",
    "SpentRow",
    "StatementRow",
    "Summary",
    "UrgentView",
    "accounts_of",
    "by_purpose",
    "conditions",
    "income",
    "outside_chain",
    "overdue",
    "past_payments",
    "payment_page",
    "payments",
    "refund_lines_of",
    "retiered",
    "rolling",
    "statements",
    "summary",
    "turns_of",
    "unbanked",
    "urgent_view",
    "waits",
]
