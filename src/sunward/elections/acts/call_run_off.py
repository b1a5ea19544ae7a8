"""Call a run-off for the seats that are still open, among those whom the first vote leaves in it."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from sunward.ballots.acts import OpenVote
from sunward.elections.acting import ActOnContest, run_by
from sunward.elections.acts.open_poll import ballot_for
from sunward.elections.candidates import living
from sunward.elections.counting.results import Round, rounds
from sunward.elections.models import Declaration
from sunward.elections.polling.hours import hours_of, marks_of_hours
from sunward.elections.polling.opening import PollFacts, by_the_ballot_rule, closes_at, opening
from sunward.elections.waiting.silence import RUN_OFF_WITHIN
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

GRANTED = Text("规则册写明了另行选举。", "A rule provides for a run-off.")
NOT_GRANTED = Text("规则册没有写明另行选举：没写的就没有授予。", "No rule provides for a run-off: not granted here.")
NEEDED = Text("已经宣布的结果还有名额没有选出。", "The declared result leaves seats open.")
NOT_NEEDED = Text("还没有宣布结果，或者名额都已经选出。", "No result is declared yet, or it leaves no seat open.")


@register
class CallRunOff(ActOnContest[PollFacts]):
    """The run-off opens: who had most votes without being elected, for the seats left."""

    name = "elections.call_run_off"
    title = Text("另行选举", "call a run-off")
    kind = "effect"
    facts_type = PollFacts

    @cached_property
    def last(self) -> Round | None:
        found = rounds(self.subject, self.rules)
        return found[-1] if found else None

    @property
    def left_in(self) -> tuple[str, ...]:
        return self.last.outcome.run_off if self.last and self.last.outcome else ()

    def standing(self) -> Iterator[Finding]:
        rule = self.rules.run_off
        text = GRANTED if rule else NOT_GRANTED
        yield Finding("run_off_rule", rule is not None, text, rule.source if rule else "")
        said = Declaration.objects.filter(vote=self.last.vote.number).first() if self.last else None
        silent = said is not None and said.declared_on + RUN_OFF_WITHIN < self.call.day
        yield run_by(self.election, self.call, self.rules, silent=silent)
        yield Finding.either("seats_open", said is not None and bool(self.left_in), NEEDED, NOT_NEEDED)

    @cached_property
    def closes(self) -> datetime:
        return self.facts.closing(self.call.day, hours_of(self.election))

    def judge(self) -> Iterator[Finding]:
        yield from by_the_ballot_rule(self.rules, self.facts.channels, self.facts.booths)
        yield from opening(self.call.at, self.closes)

    def write(self) -> Outcome:
        if self.last is None or self.last.outcome is None:
            raise AssertionError("standing lets no run-off through without a result")
        known = living(self.subject.candidates.filter(withdrawn_on=None).select_related("person").order_by("place"))
        among = [one for one in known if one.key in self.left_in]
        seats, channels = self.last.outcome.left, listed(self.facts.channels)
        facts = ballot_for(self.subject, among, seats, channels, "run_off", closes_at(self.closes))
        roll = Ref("roll", self.election.roll.number if self.election.roll else "")
        return Outcome(
            self.subject.ref, {"seats": seats}, findings=marks_of_hours(None, self.call.at, self.closes),
            consequences=[Consequence(OpenVote, roll, facts)],
        )  # fmt: skip
