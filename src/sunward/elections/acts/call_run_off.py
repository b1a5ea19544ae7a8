"""Call a run-off for the seats that are still open, among those whom the first vote leaves in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots.acts import OpenVote
from sunward.elections.acts.open_poll import ballot_for
from sunward.elections.models import Declaration
from sunward.elections.polling import CHANNELS, by_the_ballot_rule, channels_in
from sunward.elections.results import Round, rounds
from sunward.elections.standing import ActOnContest, run_by
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

GRANTED = Text("规则册写明了另行选举。", "A rule provides for a run-off.")
NOT_GRANTED = Text("规则册没有写明另行选举：没写的就没有授予。", "No rule provides for a run-off: not granted here.")
NEEDED = Text("已经宣布的结果还有名额没有选出。", "The declared result leaves seats open.")


@dataclass(frozen=True, slots=True)
class RunOffFacts:
    booths: int = asked("有几个秘密写票处", "how many booths")
    channels: str = asked("怎么投票", "channels", hint=CHANNELS, default="paper")


@register
class CallRunOff(ActOnContest[RunOffFacts]):
    """The run-off opens: who had most votes without being elected, for the seats left."""

    name = "elections.call_run_off"
    title = Text("另行选举", "call a run-off")
    kind = "effect"
    facts_type = RunOffFacts

    @cached_property
    def last(self) -> Round | None:
        found = rounds(self.subject, self.rules)
        return found[-1] if found else None

    @property
    def left_in(self) -> tuple[str, ...]:
        return self.last.outcome.run_off if self.last and self.last.outcome else ()

    def standing(self) -> Iterator[Finding]:
        yield run_by(self.election, self.call.person, self.rules)
        rule = self.rules.run_off
        text = GRANTED if rule else NOT_GRANTED
        yield Finding("run_off_rule", rule is not None, text, rule.source if rule else "")
        declared = self.last is not None and Declaration.objects.filter(vote=self.last.vote.number).exists()
        yield Finding("seats_open", declared and bool(self.left_in), NEEDED)

    def judge(self) -> Iterator[Finding]:
        yield from by_the_ballot_rule(self.rules, self.facts.channels, self.facts.booths)

    def write(self) -> Outcome:
        if self.last is None or self.last.outcome is None:
            raise AssertionError("standing lets no run-off through without a result")
        known = self.subject.candidates.filter(withdrawn_on=None).select_related("person").order_by("place")
        among = [one for one in known if one.key in self.left_in]
        seats, channels = self.last.outcome.left, channels_in(self.facts.channels)
        facts = ballot_for(self.subject, among, seats, channels, "run_off")
        roll = Ref("roll", self.election.roll.number if self.election.roll else "")
        return Outcome(self.subject.ref, {"seats": seats}, consequences=[Consequence(OpenVote, roll, facts)])
