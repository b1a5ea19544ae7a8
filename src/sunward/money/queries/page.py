"""One payment with its whole chain."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sunward.decisions import queries as decisions
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.money.models import Order, Payment
from sunward.money.queries.gate import facts_of, tested_payment
from sunward.money.queries.payments import PaymentRow, order_of, row_of
from sunward.money.queries.silence import review_due
from sunward.money.queries.urgent import UrgentView, urgent_view
from sunward.money.rules.condition import Condition
from sunward.money.rules.conditions import conditions
from sunward.money.rules.facts import PaymentFacts
from sunward.registry import queries as registry


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who reviewed or signed."""

    post: str
    title: Text
    name: str
    on: date
    outcome: str = "signed"
    reason: str = ""
    stand_in: bool = False


@dataclass(frozen=True, slots=True)
class OrderView:
    number: str
    released_on: date
    answer: str
    reason: str
    answered_on: date | None
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class PaymentPage:
    """One payment as the public sees it. `tested_sum` is the amount with everything that belongs to it;
    `silent_since` the last day the reviewer had, when it has passed without a word."""

    row: PaymentRow
    community: str
    tier: Text
    tested_sum: Decimal
    source: str
    requested_by: str
    invoice_number: str
    withdrawn_why: str
    tender: str
    conditions: tuple[Condition, ...]
    reviews: tuple[Hand, ...]
    signatures: tuple[Hand, ...]
    order: OrderView | None
    urgent: UrgentView | None
    silent_since: date | None
    objected_before: tuple[str, ...] = ()  # handed in before its order went out, and entered later


def payment_page(number: str, on: date, viewer: Viewer | None = None) -> PaymentPage | None:
    """One payment with the lock as it stands; None when there is none of this number."""
    payment = (
        Payment.objects.select_related("payee", "line", "tender", "order__bank_line").filter(number=number).first()
    )
    if payment is None:
        return None
    tested = tested_payment(payment)
    facts = facts_of(payment, tested, on)
    order = order_of(payment)
    names = registry.names_of(_people(payment), viewer.person if viewer else None, payment.community_code)
    return PaymentPage(
        row=row_of(payment, viewer),
        community=payment.community_code,
        tier=tested.rules.tier,
        tested_sum=tested.total,
        source=tested.rules.source,
        requested_by=names[payment.requested_by],
        invoice_number=payment.invoice_number,
        withdrawn_why=payment.withdrawn_why,
        tender=payment.tender.number if payment.tender else "",
        conditions=conditions(facts, tested.rules),
        reviews=_reviews(payment, facts, names),
        signatures=_signatures(payment, facts, names),
        order=_order(order) if order else None,
        urgent=urgent_view(payment, on),
        objected_before=_objected_before(payment, order),
        silent_since=silent_since(payment, facts, tested.rules.requires.review, on),
    )


def _objected_before(payment: Payment, order: Order | None) -> tuple[str, ...]:
    if order is None or not payment.decision_number:
        return ()
    return decisions.objected_before(payment.decision_number, order.released_on)


def _people(payment: Payment) -> set[str]:
    return {
        payment.requested_by,
        *payment.reviews.values_list("by", flat=True),
        *payment.signatures.values_list("by", flat=True),
    }


def _reviews(payment: Payment, facts: PaymentFacts, names: dict[str, str]) -> tuple[Hand, ...]:
    return tuple(
        Hand(row.post, facts.title(row.post), names[row.by], row.on, row.outcome, row.reason, row.stand_in)
        for row in payment.reviews.order_by("id")
    )


def _signatures(payment: Payment, facts: PaymentFacts, names: dict[str, str]) -> tuple[Hand, ...]:
    rows = payment.signatures.order_by("place")
    return tuple(Hand(row.post, facts.title(row.post), names[row.by], row.on) for row in rows)


def _order(order: Order) -> OrderView:
    line = getattr(order, "bank_line", None)
    return OrderView(
        order.number, order.released_on, order.answer, order.reason, order.answered_on, line.day if line else None
    )


def silent_since(payment: Payment, facts: PaymentFacts, review: str, on: date) -> date | None:
    """The day on which the reviewer's time ran out without a word, for a payment that still waits for it."""
    if review == "none" or facts.reviews or facts.released or facts.withdrawn:
        return None
    due = review_due(payment)
    return due if on > due else None
