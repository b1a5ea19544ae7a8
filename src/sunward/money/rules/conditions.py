"""The lock on a payment: what residents are shown and what `money.release_payment` is held to.

Order of the conditions is the order in which people wait for them.
"""

from collections.abc import Iterator

from sunward.kernel.text import Text
from sunward.money.rules.condition import Condition
from sunward.money.rules.decided import decision_conditions
from sunward.money.rules.facts import PaymentFacts, Rules
from sunward.money.rules.handled import review_condition, signature_conditions
from sunward.money.rules.paid_to import payee_conditions
from sunward.money.rules.tendered import tender_condition
from sunward.money.rules.wording import phrase, said_yuan

WAITING = frozenset({"posting", "objections", "objection_upheld"})


def conditions(payment: PaymentFacts, rules: Rules) -> tuple[Condition, ...]:
    """Every condition that applies to this payment, met or not."""
    return tuple(_all(payment, rules))


def _all(payment: PaymentFacts, rules: Rules) -> Iterator[Condition]:
    yield from payee_conditions(payment.payee, payment.category, rules)
    yield _invoice(payment, rules)
    yield from tender_condition(payment, rules)
    yield from decision_conditions(payment, rules)
    yield from review_condition(payment, rules)
    yield from signature_conditions(payment, rules)
    yield _budget_year(payment)
    yield _budget(payment)
    yield from _hold(payment)


def unmet(found: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """What is still in the way."""
    return tuple(condition for condition in found if not condition.ok)


def before_request(found: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """What must be so before a payment may even be asked for: all that neither time nor somebody else will bring."""
    later = {"in_order", *WAITING, "review", "hold"}
    return tuple(item for item in found if not item.by_signing and item.key not in later)


def before_signing(found: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """What must be so before anybody signs: all but the signatures themselves, and the posting, which may run on."""
    return tuple(item for item in found if not item.by_signing and item.key not in WAITING)


def _invoice(payment: PaymentFacts, rules: Rules) -> Condition:
    text = Text("有发票", "The invoice is there") if payment.invoice else Text("缺发票", "The invoice is missing")
    return Condition("invoice", payment.invoice, text, rules.source)


def _budget(payment: PaymentFacts) -> Condition:
    ok = payment.released or payment.amount <= payment.line_room
    text = phrase(
        "预算“{line}”还有 {room} 元",
        "The budget line “{line}” has {room} yuan left",
        line=payment.line,
        room=said_yuan(payment.line_room),
    )
    return Condition("budget", ok, text)


def _budget_year(payment: PaymentFacts) -> Condition:
    ok = payment.released or payment.line_open
    text = phrase(
        "预算“{line}”是 {year} 年的，只在当年付款",
        "The budget line “{line}” is of {year} and pays in that year",
        line=payment.line,
        year=str(payment.line_year),
    )
    return Condition("budget_year", ok, text)


def _hold(payment: PaymentFacts) -> Iterator[Condition]:
    if payment.held:
        yield Condition("hold", False, payment.held.text, payment.held.source, waits_for="supervision_committee")
