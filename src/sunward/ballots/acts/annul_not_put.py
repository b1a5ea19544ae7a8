"""Nobody had put this question: a clerk did; follows from an upheld dispute, granted to nobody."""

from sunward.ballots.acting import ActOnVote
from sunward.ballots.events import VoteAnnulled
from sunward.ballots.rules.grounds import NOT_PUT
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk

NOBODY_PUT_IT = Text(
    "作废：题目由服务台代人付诸表决，本人没有要求过，异议已经查实；可以再次表决。",
    "Annulled: a clerk had put the question for somebody who had not; their dispute was upheld. It can be put again.",
)


@register
class AnnulNotPut(ActOnVote[UndoneAtDesk]):
    """The vote counts for nothing, whoever has voted: its channels and its hour were chosen by a clerk. Certified, it
    is annulled by nobody."""

    name = "ballots.annul_not_put"
    title = Text("作废没有人付诸表决的题目", "annul a vote that was put for somebody who had not")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        vote = self.subject
        if vote.certified_on or vote.annulled_on:
            return Outcome(result=vote.ref)
        vote.annulled_on, vote.annulled_because = self.call.day, f"{NOBODY_PUT_IT.zh} {NOBODY_PUT_IT.en}"
        vote.save(update_fields=["annulled_on", "annulled_because"])
        ended = VoteAnnulled(vote.community_code, vote.number, vote.about, NOT_PUT, self.call.day)
        return Outcome(result=vote.ref, findings=[Finding("put_by_themselves", False, NOBODY_PUT_IT)], events=[ended])
