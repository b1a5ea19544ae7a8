"""What somebody who asks at the desk is told: do I have a voice, may I vote, and if not, from when?"""

from dataclasses import dataclass
from datetime import date

from sunward.kernel.memo import remembered
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.registry import ports
from sunward.registry.models import ResidenceSpell, VoteApplication
from sunward.registry.offices.capacities import spell_of
from sunward.registry.residence import voice


@remembered
def _stay(person: str, community: str, on: date) -> ResidenceSpell | None:
    return spell_of(person_number(person), community, on)


def told_of_the_vote(person: str, community: str, on: date) -> tuple[Text, ...]:
    """The sentences of the receipt as they read on a day; none for whoever does not live in the community. For officers
    and the person alone: the day tells a child's birthday."""
    stay = _stay(person, community, on)
    if stay is None:
        return ()
    found = (*voice.voice_said(stay, community, on), voice.said(voice.way_to_vote(stay, community, on)))
    return tuple(one.text for one in found)


@dataclass(frozen=True, slots=True)
class ConsentAwaited:
    """That somebody has applied for the vote and nobody has consented: the day, the rule, and the decisions that have
    served for others already."""

    applied_on: date
    rule: ports.OnConsent
    used: frozenset[str]


def consent_awaited(person: str, community: str, on: date) -> ConsentAwaited | None:
    """What somebody waits for who has applied for the vote; None for whoever has not, or has the consent. For officers
    and the person alone."""
    stay = _stay(person, community, on)
    franchise = ports.franchise(community, on) if stay else None
    rule = franchise.on_consent.get(stay.status) if franchise and stay else None
    if rule is None or stay is None:
        return None
    mine = VoteApplication.objects.filter(spell=stay.origin, void_on=None, consented_on=None).first()
    if mine is None:
        return None
    others = VoteApplication.objects.filter(spell__household__community__code=community).exclude(decision="")
    return ConsentAwaited(mine.applied_on, rule, frozenset(others.values_list("decision", flat=True)))
