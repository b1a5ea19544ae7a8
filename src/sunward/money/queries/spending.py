"""What the charter asks of a payment, found by its amount or by the sum of what belongs to it, whichever is larger."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.engine.spending import NONE, Requires, Spending, SpendingTier
from sunward.kernel import sql
from sunward.kernel.text import Text
from sunward.kernel.yuan import from_fen
from sunward.money.models import Payment
from sunward.money.models.budget import AFTER_ALL
from sunward.money.rules.facts import Rules
from sunward.money.rules.rolling import Spent, rolling_sum, together, window_start

ASKED = """
    SELECT payee.name_key, payment.site_key, payment.category, payment.amount, payment.requested_on
    FROM money_payment payment
    JOIN money_payee payee ON payee.id = payment.payee_id
    LEFT JOIN money_urgentcase urgent_case ON urgent_case.payment_id = payment.id
    WHERE payment.community_code = %s AND payment.requested_on BETWEEN %s AND %s
      AND (payee.name_key = %s OR (payment.site_key = %s AND payment.category = %s))
      AND payment.withdrawn_on IS NULL AND urgent_case.refunded_on IS NULL
      AND payment.position < %s AND (payment.urgent OR %s)
"""
BEFORE_THE_GATE = """
    SELECT payee_key, site_key, category, amount, paid_on FROM money_pastpayment
    WHERE community_code = %s AND paid_on BETWEEN %s AND %s
      AND (payee_key = %s OR (site_key = %s AND category = %s))
"""
KIN_BARRED = "officers_kin_barred"  # the charter's parameter; 1 bars officers' declared kin from bidding and being paid


@dataclass(frozen=True, slots=True)
class Tested:
    """A payment as it is tested: what it comes to together with what belongs to it, and the rules that follow."""

    total: Decimal
    tier: SpendingTier | None
    rules: Rules
    book: Charter


def spent(payment: Payment) -> Spent:
    """The payment as the rolling window sees it."""
    return Spent(payment.payee.name_key, payment.site_key, payment.category, payment.amount, payment.requested_on)


def rolling(
    community: str, this: Spent, by: Sequence[str], days: int, before: int | None = None, urgent: bool = False
) -> Decimal:
    """The rolling sum of this payment and those before it (`before`: its position, once it has one), in yuan."""
    return rolling_sum(this, _others(community, this, days, before, urgent), by, days)


def assess(community: str, this: Spent, before: int | None = None, urgent: bool = False) -> Tested:
    """What applies to this payment by the charter in force on the day it was asked for.

    A payment keeps those rules; a later change of the charter does not reach it.
    """
    book = charter.charter_of(community, this.on)
    spending, others = book.spending, list[Spent]()
    window = spending.rolling.rolling if spending.rolling else None
    if window:
        others = together(this, _others(community, this, window.days, before, urgent), window.by, window.days)
    total = max(this.amount, sum((each.amount for each in others), Decimal(0)))
    barred = kin_barred(book)
    if urgent:
        return Tested(total, None, _urgent_rules(spending, total, barred), book)
    categories = {this.category, *(each.category for each in others)}
    tier = spending.tier(total)
    tender = _tender_source(spending, total, categories)
    return Tested(total, tier, _rules(spending, tier, total, tender, barred), book)


def review_asked(book: Charter, payment: Payment) -> bool:
    """Whether a payment needs a review, by the sum it was tested on when it was asked for; without another look at
    its neighbours, for lists."""
    tier = None if payment.urgent else book.spending.tier(payment.tested_sum)
    return tier is not None and tier.requires.review != NONE


def kin_barred(book: Charter) -> str:
    """The article that keeps officers' kin from being paid or bidding; empty when the charter has none."""
    found = book.parameters.get(KIN_BARRED)
    return found.source if found and found.value == 1 else ""


def _others(community: str, this: Spent, days: int, before: int | None, urgent: bool) -> list[Spent]:
    """What was asked for in the window before this payment, and may belong to it. Read anew whenever it is asked."""
    window = [community, window_start(this.on, days), this.on, this.payee, this.site, this.category]
    found = sql.rows(ASKED, [*window, before or AFTER_ALL, not urgent])
    if not urgent:
        found += sql.rows(BEFORE_THE_GATE, window)
    return [Spent(payee, site, category, from_fen(amount), on) for payee, site, category, amount, on in found]


def _tender_source(spending: Spending, total: Decimal, categories: set[str]) -> str:
    """The article that asks for an open tender, if this sum of these categories needs one."""
    floor = spending.tender
    if floor and total > floor.above and not categories.isdisjoint(floor.categories):
        return floor.source
    return ""


def _rules(spending: Spending, tier: SpendingTier | None, total: Decimal, tender_source: str, kin: str) -> Rules:
    if tier is None:
        return Rules(Text.of(""), Requires(NONE, NONE, (), None, False), "", (), tender_source, total, kin)
    higher = spending.tiers[spending.tiers.index(tier) :]
    accepted = tuple(each.requires.decision for each in higher if each.requires.decision != NONE)
    source = tender_source or (tier.source if tier.requires.tender else "")
    name = Text(tier.name.zh, tier.name.en)
    return Rules(name, tier.requires, tier.source, accepted, source, total, kin)


def _urgent_rules(spending: Spending, total: Decimal, kin: str) -> Rules:
    urgent = spending.urgent
    signatures, source = (urgent.signatures, urgent.source) if urgent else ((), "")
    requires = Requires(NONE, NONE, signatures, None, False)
    return Rules(Text("应急开支", "urgent spending"), requires, source, (), "", total, kin)
