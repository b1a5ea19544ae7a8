"""The lock on one payment: the facts gathered, the rules applied."""

from collections.abc import Mapping
from datetime import date

from django.utils import translation

from sunward.charter import queries as charter
from sunward.kernel.ports import bound
from sunward.kernel.text import Text
from sunward.money.models import Payee, Payment, Tender
from sunward.money.models.payee import same_name
from sunward.money.queries.decided import decision_facts
from sunward.money.queries.spending import Tested, assess, kin_barred, spent
from sunward.money.rules.condition import Condition
from sunward.money.rules.conditions import conditions as apply_rules
from sunward.money.rules.facts import PayeeFacts, PaymentFacts, ReviewFacts, Rules, SignatureFacts, TenderFacts
from sunward.registry import queries as registry

RELEASE = "money.release_payment"


def conditions(payment: Payment, on: date) -> tuple[Condition, ...]:
    """Every condition of the payment's release as it stands on a day: the very lock that residents are shown and
    that the release itself is held to."""
    gate = gate_of(payment, on)
    return apply_rules(*gate)


def gate_of(payment: Payment, on: date) -> tuple[PaymentFacts, Rules]:
    """The facts and the charter's rules for a payment that has been asked for."""
    found = tested_payment(payment)
    return facts_of(payment, found.rules, on), found.rules


def tested_payment(payment: Payment) -> Tested:
    """The payment tested on the sum of what was asked for before it."""
    return assess(payment.community_code, spent(payment), payment.position, payment.urgent)


def facts_of(payment: Payment, rules: Rules, on: date) -> PaymentFacts:
    """Everything that the release depends on."""
    return PaymentFacts(
        number=payment.number,
        amount=payment.amount,
        category=payment.category,
        requested_by=payment.requested_by,
        invoice=bool(payment.invoice_number and payment.invoice_sha256),
        line=payment.line.name,
        line_room=payment.line.room,
        payee=payee_facts(payment.payee, payment.community_code, on),
        urgent=payment.urgent,
        withdrawn=payment.withdrawn_on is not None,
        released=payment.released_on is not None,
        decision_number=payment.decision_number,
        decision=decision_facts(payment.decision_number, payment.community_code, on, _posting_days(rules)),
        tender=tender_facts(payment.tender) if payment.tender else None,
        reviews=_reviews(payment),
        signatures=_signatures(payment),
        held=bound().held(payment.ref, RELEASE, on) if payment.number else None,
        titles=titles(payment.community_code, payment.requested_on),
    )


def _posting_days(rules: Rules) -> int:
    """Calendar days for which the tier wants the decision posted before money leaves; 0 wants none."""
    return rules.requires.posting.days if rules.requires.posting else 0


def _reviews(payment: Payment) -> tuple[ReviewFacts, ...]:
    rows = payment.reviews.order_by("id") if payment.pk else ()
    return tuple(ReviewFacts(row.by, row.outcome, row.stand_in) for row in rows)


def _signatures(payment: Payment) -> tuple[SignatureFacts, ...]:
    rows = payment.signatures.order_by("place") if payment.pk else ()
    return tuple(SignatureFacts(row.place, row.post, row.by, row.on) for row in rows)


def payee_facts(payee: Payee, community: str, on: date) -> PayeeFacts:
    """What the rules must know of the one who is paid; names are compared here and go no further."""
    return PayeeFacts(
        name=payee.name,
        holder_agrees=same_name(payee.account_holder) == payee.name_key,
        is_officer=bool({payee.name, payee.account_holder} & officers_names(community, on)),
        is_kin=any_kin(community, on, payee.name, payee.account_holder, payee.owner_name),
    )


def any_kin(community: str, on: date, *names: str) -> bool:
    """Whether one of these names stands among the kin or the interests that the day's officers have declared."""
    return any(registry.declared_kin_of_officers(community, on, name) for name in set(names) if name)


def officers_names(community: str, on: date) -> set[str]:
    """The names of the community's officers, as they stand on accounts: in Chinese, whatever the reader's language."""
    with translation.override("zh-hans"):
        return {officer.name for officer in registry.power_holders(community, on)}


def tender_facts(tender: Tender) -> TenderFacts:
    """A tender as the rules see it; whether its winner was barred is asked about the day it was opened."""
    community, opened = tender.community_code, tender.opened_on
    barred = bool(kin_barred(community, opened)) and any_kin(community, opened, tender.winner, tender.owner_name)
    return TenderFacts(tender.number, tender.winner, tender.room, barred)


def titles(community: str, on: date) -> Mapping[str, Text]:
    """What posts, bodies and procedures are called."""
    book = charter.charter_of(community, on)
    named = {key: Text(item.title.zh, item.title.en) for key, item in book.procedures.items()}
    named |= {key: Text(body.name.zh, body.name.en) for key, body in book.bodies.items()}
    named |= {body.kind: body.name for body in registry.bodies_of(community)}
    return named | {card.post: card.title for card in registry.posts_in(community)}
