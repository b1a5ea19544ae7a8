"""What the rules must know of payees and winners; names are compared here and go no further."""

from datetime import date

from sunward.charter import queries as charter
from sunward.kernel.spelling import same_spelling
from sunward.money.models import Payee, Tender
from sunward.money.queries.spending import kin_barred
from sunward.money.rules.facts import PayeeFacts, TenderFacts
from sunward.registry import queries as registry


def payee_facts(payee: Payee, community: str, on: date) -> PayeeFacts:
    """The one who is paid, on a day."""
    return PayeeFacts(
        name=payee.name,
        holder_agrees=same_spelling(payee.account_holder) == payee.name_key,
        is_officer=any_officer(community, on, payee.name, payee.account_holder),
        owned_by_officer=any_officer(community, on, payee.owner_name),
        is_kin=any_kin(community, on, payee.name, payee.account_holder, payee.owner_name),
    )


def any_officer(community: str, on: date, *names: str) -> bool:
    """Whether one of these is the name of somebody who holds a post of the community, however it was typed."""
    officers = {same_spelling(name) for name in registry.officer_names(community, on)}
    return not officers.isdisjoint({same_spelling(name) for name in names} - {""})


def any_kin(community: str, on: date, *names: str) -> bool:
    """Whether one of these names stands among the kin or the interests that the day's officers have declared."""
    return registry.kin_among_officers(community, on, frozenset(name.strip() for name in names if name.strip()))


def any_tie(community: str, on: date, *names: str) -> bool:
    """Whether one of these is an officer's name, or stands among the kin and interests of officers."""
    return any_officer(community, on, *names) or any_kin(community, on, *names)


def tender_facts(tender: Tender) -> TenderFacts:
    """A tender as the rules see it; whether its winner was barred is asked about the day it was opened."""
    community, opened = tender.community_code, tender.opened_on
    names = tender.winner, tender.owner_name
    barred = bool(kin_barred(charter.charter_of(community, opened))) and any_tie(community, opened, *names)
    return TenderFacts(tender.number, tender.winner, tender.room, barred)
