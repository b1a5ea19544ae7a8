"""A consent that an objection had taken counts again: a later word has found that objection wrong. Follows from the
ruling, and is granted to nobody."""

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.registry.acting import FollowsForPerson
from sunward.registry.residence import consents
from sunward.registry.residence.consents import DatedFacts

AGAIN = Text(
    "注意：对异议 {objection} 的裁定与答复不同，同意恢复，从 {day} 起算。在这以前固定的名册不变，依据它的表决写明。",
    "Alert: the ruling on objection {objection} says otherwise than its answer. The consent counts again, from {day} "
    "on; rolls that were frozen meanwhile stay, and the votes by them are marked.",
)
NOT_AGAIN = Text(
    "对异议 {objection} 的裁定与答复不同；本人已经不住在这里、申请不算数，或者另有同意，这次同意不恢复。",
    "The ruling on objection {objection} says otherwise than its answer. They have moved away since, the application "
    "does not count, or another consent has come in its place: this one is not given again.",
)


@register
class GiveConsentAgain(FollowsForPerson[DatedFacts]):
    """It was right, and counts from the day from which it would have counted. What they applied for meanwhile gives way
    to it, unless the meeting has consented to that."""

    name = "registry.give_consent_again"
    title = Text("恢复同意参加表决", "give the consent to a vote again")
    facts_type = DatedFacts

    def write(self) -> Outcome:
        forget()
        kept = consents.withdrawn(self.facts.consent)
        if kept is None:
            return Outcome()
        counts = consents.give_again(kept, self.facts.votes_from, self.call.day)
        told = consents.announced(kept.community_code, self.subject, self.facts.consent, given_again=True)
        text = (AGAIN if counts else NOT_AGAIN).fill(objection=self.facts.objection, day=self.facts.votes_from)
        return Outcome(findings=[Finding("consent_given_again", not counts, text)], events=told if counts else [])
