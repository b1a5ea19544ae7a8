"""Withdraw from standing, before the poll opens."""

from collections.abc import Iterator
from typing import Any

from sunward.elections.models import Candidate
from sunward.elections.standing import locked
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

OWN = Text("只有候选人自己可以退出。", "Only the candidate can withdraw.")
LATE = Text("已经开始投票，不能再退出。", "The poll has been opened: too late to withdraw.")
ONCE = Text("已经退出。", "Withdrawn already.")


@register
class WithdrawCandidacy(Act[Candidate, NoFacts]):
    """A candidate does not want to stand any more; the name stays in the books, struck."""

    name = "elections.withdraw_candidacy"
    title = Text("退出参选", "withdraw from an election")
    kind = "effect"
    subject_type = "candidate"
    subject_model = Candidate

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Any:
        found = super().find(ref, lock)
        if lock:
            found.contest.election = locked(found.contest.election_id)
        return found

    def standing(self) -> Iterator[Finding]:
        yield Finding("own_will", str(self.subject.person) == self.call.person, OWN)
        yield Finding("before_the_poll", self.subject.contest.election.polled_on is None, LATE)
        yield Finding("once", self.subject.withdrawn_on is None, ONCE)

    def write(self) -> Outcome:
        self.subject.withdrawn_on = self.call.day
        self.subject.save(update_fields=["withdrawn_on"])
        return Outcome(self.subject.ref)
