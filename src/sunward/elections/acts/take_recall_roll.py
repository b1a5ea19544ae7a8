"""A recall's vote is set for its day, by the roll that was frozen for it; follows from its call, granted to nobody."""

from collections.abc import Iterator
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.queries import RollBrief
from sunward.elections.recalling import ActOnRecall, RecallVoteFacts
from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

ROLL = Text("有为这次罢免投票编制的名册。", "A roll was frozen for this vote on a recall.")
NO_ROLL = Text("没有为这次罢免投票编制的名册。", "No roll was frozen for this vote on a recall.")


@register
class TakeRecallRoll(ActOnRecall[RecallVoteFacts]):
    """Nobody chooses it: it is the one that the call has just had frozen."""

    name = "elections.take_recall_roll"
    title = Text("确定罢免投票名册", "settle the roll of a recall")
    kind = "effect"
    facts_type = RecallVoteFacts

    @cached_property
    def roll(self) -> RollBrief | None:
        voters = self.rules.voters
        return ballots.newest_roll(self.subject.community_code, voters.roll, of=voters.of) if voters else None

    def standing(self) -> Iterator[Finding]:
        yield Finding.either("roll", self.roll is not None, ROLL, NO_ROLL)

    def write(self) -> Outcome:
        if self.roll is None:
            raise AssertionError("standing lets no recall through without a roll")
        self.set_for(self.facts, self.roll)
        return Outcome(self.subject.ref, {"roll": self.roll.number})
