"""Somebody voted for a place by a proxy that was none; follows from the giver's word or an upheld dispute, granted to
nobody."""

from dataclasses import dataclass

from sunward.ballots.acting import ActOnVote
from sunward.ballots.counting.doubts import marks_of_false_proxies
from sunward.ballots.models import FalseProxy
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class FalseProxyFacts:
    entry: int = asked("名册上的位置", "the place on the roll", private=True)


@register
class NoteFalseProxy(ActOnVote[FalseProxyFacts]):
    """Nothing that was counted is taken back, for nobody knows what it was: it stays marked on the vote, its result and
    its certificate, with whether it could turn them."""

    name = "ballots.note_false_proxy"
    title = Text("登记一票由虚假代理投出", "note that a vote was cast by a proxy that was none")
    kind = "report"
    facts_type = FalseProxyFacts

    def write(self) -> Outcome:
        vote, known = self.subject, {"noted_on": self.call.day}
        FalseProxy.objects.get_or_create(vote=vote, entry_id=self.facts.entry, defaults=known)
        return Outcome(result=vote.ref, findings=list(marks_of_false_proxies(vote)))
