"""A consent to a vote counts no more: an objection to its posting was found right. Follows from the answer or the
ruling, and is granted to nobody."""

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.registry.acting import FollowsForPerson
from sunward.registry.residence import consents
from sunward.registry.residence.consents import ReconsideredFacts

WAITED = Text(
    "注意：对同意公示的异议 {objection} 成立，同意不再算数。本人可以在期限内向街道申诉，也可以重新申请。",
    "Alert: objection {objection} to the posting of the consent was upheld, and the consent counts no longer. Whose it "
    "was can appeal to the street in its days, or apply anew.",
)
COUNTED = Text(
    "注意：对同意公示的异议 {objection} 成立，同意不再算数，{day} 起已经算过数；已经固定的名册不变，依据它的表决写明。"
    "本人可以在期限内向街道申诉，也可以重新申请。",
    "Alert: objection {objection} to the posting of the consent was upheld. The consent has counted since {day}, and "
    "counts no longer; rolls that were frozen stay, and the votes by them are marked. Whose it was can appeal to the "
    "street in its days, or apply anew.",
)


@register
class WithdrawConsent(FollowsForPerson[ReconsideredFacts]):
    """No roll counts them by it from now on. It uses up nothing: they apply anew, and the meeting is asked anew."""

    name = "registry.withdraw_consent"
    title = Text("撤回同意参加表决", "withdraw the consent to a vote")
    facts_type = ReconsideredFacts

    def write(self) -> Outcome:
        forget()
        row, objection = consents.standing(self.facts.consent), self.facts.objection
        if row is None or row.votes_from is None:  # an application that was not theirs, or a newer one
            return Outcome()
        text = (COUNTED if row.votes_from <= self.call.day else WAITED).fill(objection=objection, day=row.votes_from)
        consents.withdraw(row, objection, self.call.day)
        told = consents.announced(
            row.spell.household.community_code, self.subject, self.facts.consent, given_again=False
        )
        return Outcome(findings=[Finding("consent_withdrawn", False, text, actual=objection)], events=told)
