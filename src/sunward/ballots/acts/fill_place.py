"""Whose place it is has come themselves, where a proxy filled it when a question was put; follows from their coming,
granted to nobody."""

from dataclasses import dataclass

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting.proxied import comes
from sunward.ballots.roll import places
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class FilledFacts:
    entry: int = asked("名册上的位置", "the place on the roll", private=True)


@register
class FillPlace(ActOnVote[FilledFacts]):
    """While the vote is open: what the proxy has voted stays, and where it has not, they vote. So do they who have said
    that they sent nobody: their place was emptied by that."""

    name = "ballots.fill_place"
    title = Text("本人来到自己的位置", "fill one's own place, which a proxy had")
    kind = "effect"
    facts_type = FilledFacts

    def write(self) -> Outcome:
        vote, entry = self.subject, places.entry_of(self.subject, self.facts.entry)
        if entry is not None and vote.closed_at is None:
            comes(vote, entry, places.mark_of(vote, entry))
        return Outcome(result=vote.ref)
