"""The lock on one payment: the facts gathered, the rules applied."""

from collections.abc import Mapping
from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.engine.amounts import Duration
from sunward.kernel import sql
from sunward.kernel.ports import bound
from sunward.kernel.text import Text
from sunward.money.models import Payment
from sunward.money.queries.decided import NO_POSTING, decision_facts
from sunward.money.queries.paid_to import payee_facts, tender_facts
from sunward.money.queries.spending import Tested, assess, spent
from sunward.money.rules.condition import Condition
from sunward.money.rules.conditions import conditions as apply_rules
from sunward.money.rules.facts import PaymentFacts, ReviewFacts, Rules, SignatureFacts
from sunward.registry import queries as registry

GRACE = "budget_line_pays_on"  # the charter's parameter: for how long after its year
RELEASE = "money.release_payment"
REVIEWS = """SELECT "by", outcome, stand_in FROM money_review WHERE payment_id = %s ORDER BY id"""
SIGNATURES = """SELECT place, post, "by", "on" FROM money_signature WHERE payment_id = %s ORDER BY place"""


def conditions(payment: Payment, on: date) -> tuple[Condition, ...]:
    """Every condition of the payment's release as it stands on a day: the very lock that residents are shown and
    that the release itself is held to."""
    gate = gate_of(payment, on)
    return apply_rules(*gate)


def gate_of(payment: Payment, on: date) -> tuple[PaymentFacts, Rules]:
    """The facts and the charter's rules for a payment that has been asked for."""
    found = tested_payment(payment)
    return facts_of(payment, found, on), found.rules


def tested_payment(payment: Payment) -> Tested:
    """The payment tested on the sum of what was asked for before it."""
    return assess(payment.community_code, spent(payment), payment.position, payment.urgent)


def facts_of(payment: Payment, tested: Tested, on: date) -> PaymentFacts:
    """Everything that the release depends on."""
    community, time = payment.community_code, tested.rules.requires.posting
    return PaymentFacts(
        number=payment.number,
        amount=payment.amount,
        category=payment.category,
        requested_by=payment.requested_by,
        invoice=bool(payment.invoice_number and payment.invoice_sha256),
        line=payment.line.name,
        line_room=payment.line.room,
        line_year=payment.line.year,
        line_open=line_open(payment.line.year, tested.book, on),
        payee=payee_facts(payment.payee, community, on),
        urgent=payment.urgent,
        withdrawn=payment.withdrawn_on is not None,
        released=payment.released_on is not None,
        decision_number=payment.decision_number,
        decision=decision_facts(payment.decision_number, community, on, time or NO_POSTING),
        tender=tender_facts(payment.tender) if payment.tender else None,
        reviews=_reviews(payment),
        signatures=_signatures(payment),
        held=bound().held(payment.ref, RELEASE, on) if payment.number else None,
        titles=titles(community, tested.book),
    )


def line_open(year: int, book: Charter, on: date) -> bool:
    """Whether a budget line pays on a day: in its year, and as long after it as the charter gives."""
    grace = book.parameters.get(GRACE)
    after = grace.value if grace and isinstance(grace.value, Duration) else Duration(0)
    return date(year, 1, 1) <= on <= charter.day_after(date(year, 12, 31), after)


def _reviews(payment: Payment) -> tuple[ReviewFacts, ...]:
    return tuple(ReviewFacts(*row) for row in sql.rows(REVIEWS, [payment.pk])) if payment.pk else ()


def _signatures(payment: Payment) -> tuple[SignatureFacts, ...]:
    return tuple(SignatureFacts(*row) for row in sql.rows(SIGNATURES, [payment.pk])) if payment.pk else ()


def titles(community: str, book: Charter) -> Mapping[str, Text]:
    """What posts, bodies and procedures are called."""
    named = {key: Text(item.title.zh, item.title.en) for key, item in book.procedures.items()}
    named |= {key: Text(body.name.zh, body.name.en) for key, body in book.bodies.items()}
    return named | registry.titles_in(community)
