"""How an urgent payment stands."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from sunward.charter import queries as charter
from sunward.charter.engine import Duration
from sunward.kernel.text import Text
from sunward.money.models import BankLine, Payment, UrgentCase
from sunward.money.queries.accounts import known_accounts
from sunward.money.rules.urgency import UrgentState, ratify_by, state
from sunward.registry import queries as registry

NO_TIME = Duration(0)


@dataclass(frozen=True, slots=True)
class UrgentView:
    """`state`: None until paid and once withdrawn, else waits, ratified, refund_due or refunded; `ratify_by` is the
    last civil day."""

    why: str
    notified_on: date
    state: UrgentState | None
    ratify_by: date
    ratified_by: str
    ratified_by_title: Text
    ratified_on: date | None
    decision: str
    refunded_on: date | None
    source: str


def urgent_view(payment: Payment, on: date) -> UrgentView | None:
    """The urgent side of a payment by the charter it was asked under; None for an ordinary one."""
    if not payment.urgent:
        return None
    case = UrgentCase.objects.get(payment=payment)
    terms = charter.charter_of(payment.community_code, payment.requested_on).spending.urgent
    within, body, source = (terms.ratified_within, terms.ratified_by, terms.source) if terms else (NO_TIME, "", "")
    paid = None if payment.withdrawn_on else payment.released_on  # withdrawn after its release, it never left
    return UrgentView(
        case.why, case.notified_on, state(paid, case.ratified_on, case.refunded_on, within, on),
        ratify_by(payment.released_on or payment.requested_on, within), body, _title(payment, body), case.ratified_on,
        case.decision_number, case.refunded_on, source,
    )  # fmt: skip


def still_open(community: str) -> Decimal:
    """What a community has asked for urgently and nobody has ratified, paid back or withdrawn, in yuan."""
    rows = Payment.objects.filter(
        community_code=community, urgent=True, withdrawn_on=None, urgent_case__ratified_on=None,
        urgent_case__refunded_on=None,
    )  # fmt: skip
    total: Decimal | None = rows.aggregate(total=Sum("amount"))["total"]
    return total or Decimal(0)


def refund_lines(payment: Payment, on: date) -> QuerySet[BankLine]:
    """The bank lines by which an urgent payment may have come back: the whole sum, since it left, for no other, to an
    account that the rules know."""
    known, since = known_accounts(payment.community_code, on), payment.released_on or payment.requested_on
    rows = BankLine.objects.filter(community_code=payment.community_code, statement__account__in=known, day__gte=since)
    return rows.filter(out=False, amount=payment.amount, struck_on=None, refunds=None).order_by("day", "id")


def refund_lines_of(number: str, on: date) -> tuple[tuple[str, date, Decimal], ...]:
    """The same by the payment's number: each line's number, day and amount."""
    payment = Payment.objects.filter(number=number).first()
    return tuple((row.number, row.day, row.amount) for row in refund_lines(payment, on)) if payment else ()


def _title(payment: Payment, body: str) -> Text:
    book = charter.charter_of(payment.community_code, payment.requested_on)
    if body in book.bodies:
        return Text(book.bodies[body].name.zh, book.bodies[body].name.en)
    known = {found.kind: found.name for found in registry.bodies_of(payment.community_code)}
    return known.get(body) or Text(body, body.replace("_", " "))
