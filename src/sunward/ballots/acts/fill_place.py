"""Somebody has come to a place while a vote runs: its holder, where a proxy had it, or a proxy; or another of a
household, where whoever was entered was not there; follows from their coming, granted to nobody."""

from dataclasses import dataclass

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting.delegates import sits_for, waits
from sunward.ballots.casting.proxied import comes
from sunward.ballots.casting.seated import HOLDER
from sunward.ballots.roll import places
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class FilledFacts:
    entry: int = asked("名册上的位置", "the place on the roll", private=True)
    stay: int = asked("代理人的到会记录", "the stay of a proxy", private=True, default=HOLDER)
    since: str = asked("什么时候到的", "since when", private=True, default="")
    person: str = asked("谁代表这一户来", "who comes for the household", private=True, default="")


@dataclass(frozen=True, slots=True)
class FormerFacts:
    instead_of: str = asked("代替谁", "instead of whom", private=True, default="")


@register
class FillPlace(ActOnVote[FilledFacts]):
    """While the vote is open: what was voted for the place stays, and where nothing was, they vote. So do holders who
    have said that they sent nobody: their place was emptied by that. For a household whoever comes first to a place
    that was emptied answers, and who of it comes later takes over nothing that they gave."""

    name = "ballots.fill_place"
    title = Text("表决时有人来到这个位置", "come to a place while a vote runs")
    kind = "effect"
    facts_type = FilledFacts
    once_asked = FormerFacts

    def write(self) -> Outcome:
        vote, entry = self.subject, places.entry_of(self.subject, self.facts.entry)
        if entry is not None and vote.closed_at is None:
            waited = waits(vote, entry)
            comes(vote, entry, self.facts.stay, self.facts.since)
            if waited and self.facts.person:
                sits_for(vote, entry, self.facts.person)
        return Outcome(result=vote.ref)
