"""What other spending tiers would have asked of past payments: looked at, never written."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sunward.charter import queries as charter
from sunward.charter.engine import Charter, Spending, SpendingTier
from sunward.money.models import PastPayment, Payment

MOST = 5000  # payments looked at, newest first


@dataclass(frozen=True, slots=True)
class Retiered:
    """A payment, or one from before the gate, with the tier that it had and the one that it would have."""

    number: str
    on: date
    amount: Decimal  # the sum that it was tested on
    past: bool
    before: SpendingTier | None
    now: SpendingTier | None


def retiered(community: str, since: date, until: date, spending: Spending, usual: Spending) -> tuple[Retiered, ...]:
    """The payments of a stretch of time, newest first, by the tiers of their own day and by these.

    `usual` stands for days on which no rule book was in force. Urgent and withdrawn payments are left out: tiers do
    not apply to them. Four queries, however many payments.
    """
    calendar = charter.Calendar(community, since, until)
    return tuple(
        Retiered(number, on, amount, past, _tier(calendar.on(on), usual, amount), spending.tier(amount))
        for number, on, amount, past in [
            *_asked_for(community, since, until),
            *_before_the_gate(community, since, until),
        ]
    )


def _tier(book: Charter | None, usual: Spending, amount: Decimal) -> SpendingTier | None:
    return (book.spending if book else usual).tier(amount)


def _asked_for(community: str, since: date, until: date) -> list[tuple[str, date, Decimal, bool]]:
    rows = Payment.objects.filter(community_code=community, requested_on__range=(since, until), urgent=False)
    found = rows.filter(withdrawn_on=None).order_by("-position").values_list("number", "requested_on", "tested_sum")
    return [(number, on, tested, False) for number, on, tested in found[:MOST]]


def _before_the_gate(community: str, since: date, until: date) -> list[tuple[str, date, Decimal, bool]]:
    rows = PastPayment.objects.filter(community_code=community, paid_on__range=(since, until))
    found = rows.order_by("-paid_on").values_list("voucher", "paid_on", "amount")
    return [(voucher, on, amount, True) for voucher, on, amount in found[:MOST]]
