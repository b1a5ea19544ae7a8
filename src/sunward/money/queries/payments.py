"""Payments as lists show them: newest first, paged by key, never counted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q, QuerySet

from sunward.kernel import sql
from sunward.kernel.viewer import Viewer
from sunward.kernel.yuan import from_fen
from sunward.money.models import Order, PastPayment, Payment
from sunward.money.models.budget import AFTER_ALL
from sunward.money.policies import shown_name, shown_payee
from sunward.money.rules.state import PaymentState, payment_state

PAGE = 50
PAGE_OF = """
    SELECT payment.position, payment.number, payment.amount, payee.name, payee.kind, payment.category, payment.site,
        payment.purpose, line.number, line.name, payment.decision_number, payment.requested_on, payment.released_on,
        payment.withdrawn_on, payment.urgent, payment.tested_sum, ordered.number, ordered.answer, bank.id
    FROM (
        SELECT * FROM money_payment WHERE community_code = %s AND position < %s ORDER BY position DESC LIMIT %s
    ) payment
    JOIN money_payee payee ON payee.id = payment.payee_id
    JOIN money_budgetline line ON line.id = payment.line_id
    LEFT JOIN money_order ordered ON ordered.payment_id = payment.id
    LEFT JOIN money_bankline bank ON bank.order_id = ordered.id
    ORDER BY payment.position DESC
"""


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment in a list; `key` is what the next page is asked for with."""

    key: int
    number: str
    amount: Decimal
    payee: str
    category: str
    site: str
    purpose: str
    line: str
    line_name: str
    decision: str
    requested_on: date
    released_on: date | None
    order: str
    state: PaymentState
    urgent: bool
    tested_sum: Decimal


@dataclass(frozen=True, slots=True)
class PastRow:
    """A payment made before the gate stood."""

    key: int
    voucher: str
    paid_on: date
    amount: Decimal
    payee: str
    category: str
    purpose: str


def payments(
    community: str, before: int | None = None, limit: int = PAGE, viewer: Viewer | None = None
) -> tuple[PaymentRow, ...]:
    """A page of the community's payments. One query, however many there are: it finds the rows of the page by their
    key and joins the rest to these, which a planner left to itself does the other way round in a large table."""
    rows = sql.rows(PAGE_OF, [community, before or AFTER_ALL, limit])
    return tuple(_listed(found, viewer) for found in rows)


def waiting(community: str, limit: int = PAGE) -> list[Payment]:
    """The payments that have been asked for and have neither left nor been withdrawn, oldest first. Two queries."""
    rows = Payment.objects.filter(community_code=community, withdrawn_on=None, released_on=None)
    return list(rows.select_related("payee", "line", "tender").prefetch_related("reviews").order_by("position")[:limit])


def unfinished(community: str, limit: int = PAGE) -> list[PaymentRow]:
    """The payments that somebody can still do something about, oldest first: asked for, or with an order that the
    accounting centre has not answered, or refused. What is over takes no place. One query."""
    unpaid = Q(order__answer__in=["", "refused"], order__bank_line=None)
    rows = Payment.objects.filter(Q(released_on=None) | unpaid, community_code=community, withdrawn_on=None)
    return [row_of(one, None) for one in _joined(rows).order_by("position")[:limit]]


def past_payments(
    community: str, before: int | None = None, limit: int = PAGE, viewer: Viewer | None = None
) -> tuple[PastRow, ...]:
    """Payments of the time before the gate, latest entries first."""
    rows = PastPayment.objects.filter(community_code=community)
    rows = rows.filter(id__lt=before) if before else rows
    return tuple(
        PastRow(row.pk, row.voucher, row.paid_on, row.amount, shown_name(viewer, row.payee, row.payee_kind),
                row.category, row.purpose)
        for row in rows.order_by("-id")[:limit]
    )  # fmt: skip


def _joined(rows: QuerySet[Payment]) -> QuerySet[Payment]:
    return rows.select_related("payee", "line", "order__bank_line")


def row_of(payment: Payment, viewer: Viewer | None) -> PaymentRow:
    """A payment as a list shows it to this reader."""
    order = order_of(payment)
    return PaymentRow(
        payment.position, payment.number, payment.amount, shown_payee(viewer, payment.payee), payment.category,
        payment.site, payment.purpose, payment.line.number, payment.line.name, payment.decision_number,
        payment.requested_on, payment.released_on, order.number if order else "", state_of(payment, order),
        payment.urgent, payment.tested_sum,
    )  # fmt: skip


def _listed(found: tuple[Any, ...], viewer: Viewer | None) -> PaymentRow:
    """A payment of a list from its columns alone: fifty rows make no two hundred objects."""
    (key, number, amount, payee, kind, category, site, purpose, line, line_name, decision, requested_on, released_on,
     withdrawn_on, urgent, tested_sum, order, answer, bank_line) = found  # fmt: skip
    state = payment_state(withdrawn_on is not None, released_on is not None, answer or "", bank_line is not None)
    return PaymentRow(
        key, number, from_fen(amount), shown_name(viewer, payee, kind), category, site, purpose, line, line_name,
        decision, requested_on, released_on, order or "", state, urgent, from_fen(tested_sum),
    )  # fmt: skip


def order_of(payment: Payment) -> Order | None:
    """The payment's order, once it has one."""
    try:
        return payment.order
    except ObjectDoesNotExist:
        return None


def state_of(payment: Payment, order: Order | None) -> PaymentState:
    answer = order.answer if order else ""
    paid = order is not None and _in_the_bank(order)
    return payment_state(payment.withdrawn_on is not None, payment.released_on is not None, answer, paid)


def _in_the_bank(order: Order) -> bool:
    return hasattr(order, "bank_line")
