"""Payments as lists show them: newest first, paged by key, never counted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from sunward.kernel.viewer import Viewer
from sunward.money.models import Order, PastPayment, Payment
from sunward.money.policies import shown_name, shown_payee
from sunward.money.rules.state import PaymentState, payment_state

PAGE = 50
LISTED = (
    "position", "number", "amount", "payee__name", "payee__kind", "category", "site", "purpose", "line__number",
    "line__name", "decision_number", "requested_on", "released_on", "withdrawn_on", "urgent", "order__number",
    "order__answer", "order__bank_line__id", "tested_sum",
)  # fmt: skip


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
    """A page of the community's payments. One query, however many there are."""
    rows = Payment.objects.filter(community_code=community)
    rows = rows.filter(position__lt=before) if before else rows
    return tuple(_listed(dict(zip(LISTED, values, strict=True)), viewer)
                 for values in rows.order_by("-position").values_list(*LISTED)[:limit])  # fmt: skip


def payments_of_line(line: str, before: int | None = None, limit: int = PAGE) -> tuple[PaymentRow, ...]:
    """What was asked for from one budget line."""
    rows = Payment.objects.filter(line__number=line)
    rows = rows.filter(position__lt=before) if before else rows
    return tuple(row_of(each, None) for each in _joined(rows).order_by("-position")[:limit])


def payments_of_decision(decision: str, limit: int = PAGE) -> tuple[PaymentRow, ...]:
    """What was asked for on one decision."""
    rows = Payment.objects.filter(decision_number=decision)
    return tuple(row_of(each, None) for each in _joined(rows).order_by("-position")[:limit])


def waiting(community: str, limit: int = PAGE) -> list[Payment]:
    """The payments that have been asked for and have neither left nor been withdrawn, oldest first. Two queries."""
    rows = Payment.objects.filter(community_code=community, withdrawn_on=None, released_on=None)
    return list(rows.select_related("payee", "line", "tender").prefetch_related("reviews").order_by("position")[:limit])


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


def _listed(found: dict[str, Any], viewer: Viewer | None) -> PaymentRow:
    """A payment of a list from its columns alone: fifty rows make no two hundred objects."""
    state = payment_state(
        found["withdrawn_on"] is not None, found["released_on"] is not None, found["order__answer"] or "",
        found["order__bank_line__id"] is not None,
    )  # fmt: skip
    return PaymentRow(
        found["position"], found["number"], found["amount"],
        shown_name(viewer, found["payee__name"], found["payee__kind"]), found["category"], found["site"],
        found["purpose"], found["line__number"], found["line__name"], found["decision_number"],
        found["requested_on"], found["released_on"], found["order__number"] or "", state, found["urgent"],
        found["tested_sum"],
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
