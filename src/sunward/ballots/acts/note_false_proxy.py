"""Somebody voted for a place by a proxy that was none; follows from the giver's word or an upheld dispute, granted to
nobody."""

from dataclasses import dataclass

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting.proxied import note
from sunward.ballots.counting.doubts import marks_of_false_proxies
from sunward.ballots.roll import places
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.listed import listed
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class FalseProxyFacts:
    entry: int = asked("名册上的位置", "the place on the roll", private=True)
    stays: str = asked("代理人的到会记录", "the stays of that proxy", private=True, default="")


@register
class NoteFalseProxy(ActOnVote[FalseProxyFacts]):
    """Nothing that was counted is taken back, for nobody knows what it was: it stays marked on the vote, its result and
    its certificate, with whether it could turn them."""

    name = "ballots.note_false_proxy"
    title = Text("登记一票由虚假代理投出", "note that a vote was cast by a proxy that was none")
    kind = "report"
    facts_type = FalseProxyFacts

    def write(self) -> Outcome:
        vote, entry = self.subject, places.entry_of(self.subject, self.facts.entry)
        if entry is not None:
            note(vote, entry, [*map(int, listed(self.facts.stays))], self.call.day)
        return Outcome(result=vote.ref, findings=list(marks_of_false_proxies(vote)))
