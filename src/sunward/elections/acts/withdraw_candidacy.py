"""Withdraw from standing, before the poll opens."""

from collections.abc import Iterator

from sunward.ballots import queries as ballots
from sunward.elections.acting import ActOnCandidate
from sunward.elections.polling.opening import UNPOLLED
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text

OWN = Text("只有候选人自己可以退出。", "Only the candidate can withdraw.")
LATE = Text("已经开始投票，不能再退出。", "The poll has been opened: too late to withdraw.")
STANDS = Text("还是候选人。", "Still stands as a candidate.")
ONCE = Text("已经退出。", "Withdrawn already.")


@register
class WithdrawCandidacy(ActOnCandidate[SlipFacts]):
    """A candidate does not want to stand any more; the name stays in the books, struck."""

    name = "elections.withdraw_candidacy"
    title = Text("退出参选", "withdraw from an election")
    kind = "effect"
    facts_type = SlipFacts

    def standing(self) -> Iterator[Finding]:
        yield Finding("own_will", str(self.subject.person) == self.call.person, OWN)
        yield Finding.either("before_the_poll", not ballots.standing_votes(self.subject.contest.ref), UNPOLLED, LATE)
        yield Finding.either("once", self.subject.withdrawn_on is None, STANDS, ONCE)

    def write(self) -> Outcome:
        self.subject.withdrawn_on, self.subject.restored_on = self.call.day, None
        self.subject.save(update_fields=["withdrawn_on", "restored_on"])
        return Outcome(self.subject.ref)
