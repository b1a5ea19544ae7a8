"""What somebody who asks at the desk is told: do I have a voice, may I vote, and if not, from when?"""

from dataclasses import dataclass
from datetime import date

from sunward.kernel.memo import remembered
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.registry import ports
from sunward.registry.models import STANDING, ResidenceSpell, VoteApplication, WithdrawnConsent
from sunward.registry.offices.capacities import spell_of
from sunward.registry.residence import voice

TAKEN = Text(
    "{consented} 的同意已于 {day} 撤回：对公示的异议 {objection} 成立。",
    "The consent of {consented} was withdrawn on {day}: objection {objection} to its posting was upheld.",
)
APPLY = Text("可以重新申请，由会议重新同意。", "You can apply anew; the meeting is asked anew.")
APPLIED = Text("已经重新申请。", "Applied anew since.")


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
    return (*(one.text for one in found), *_of_a_consent(stay, community, on))


def _of_a_consent(stay: ResidenceSpell, community: str, on: date) -> tuple[Text, ...]:
    """What became of the consent that they had, while another rule gives them no vote and no other counts."""
    rule = ports.franchise(community, on)
    if rule is None or stay.status not in rule.on_consent:
        return ()
    rows = WithdrawnConsent.objects.filter(person=stay.person, community_code=community, given_again_on=None)
    taken = rows.order_by("-pk").first()
    if taken is None or stay.origin.from_day > taken.applied_on:
        return ()
    mine = VoteApplication.objects.filter(STANDING, spell=stay.origin).first()
    if mine is not None and mine.consented_on is not None:
        return ()
    words = TAKEN.fill(consented=taken.consented_on, day=taken.withdrawn_on, objection=taken.objection)
    return (words, APPLIED if mine else APPLY)


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
    mine = VoteApplication.objects.filter(STANDING, spell=stay.origin, consented_on=None).first()
    if mine is None:
        return None
    others = VoteApplication.objects.filter(spell__household__community__code=community).exclude(decision="")
    taken = WithdrawnConsent.objects.filter(community_code=community)
    used = others.values_list("decision", flat=True).union(taken.values_list("decision", flat=True))
    return ConsentAwaited(mine.applied_on, rule, frozenset(used))
