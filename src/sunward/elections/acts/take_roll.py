"""Take a frozen and posted roll for an election: the right class, hanging long enough before the voting day."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.queries import RollBrief
from sunward.elections.acting import ActOnElection, run_by
from sunward.elections.book import before
from sunward.elections.counting.results import polled
from sunward.elections.polling.moved import moved_since_the_list, too_late
from sunward.elections.polling.opening import POLLED, UNPOLLED
from sunward.elections.recalling import NEWEST
from sunward.elections.waiting.silence import roll_due
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

POSTED = Text("名册在选举日前公布够天数。", "The roll was posted long enough before the voting day.")
POSTED_LATE = Text(
    "名册 {posted} 公布，最晚应当 {last}：在选举日前公布的天数不够。先把选举日推迟。",
    "The roll was posted on {posted}, and should have been by {last}: not long enough before the voting day. Move the "
    "voting day first.",
)
LISTED = Text(
    "候选人名单已经公布：提名、异议都照原来的名册。要换名册的，先把选举日推迟；个别人的，更正名册。",
    "The candidates hang, nominated and objected to by the roll that was settled. To take another, move the voting day "
    "first; for single people the roll is corrected.",
)
MOVED = Text("名单公布以后选举日推迟过。", "The voting day was moved since the candidates hung.")
NO_ROLL = Text("没有这份名册，或者不是规则写明的投票人的名册。", "No such roll, or not of those who vote by the rule.")


@dataclass(frozen=True, slots=True)
class TakeRollFacts:
    roll: str = asked("名册编号", "number of the roll", hint=NEWEST, default="")
    signed: FileDigest | None = slip()


@register
class TakeRoll(ActOnElection[TakeRollFacts]):
    """The roll of an election is settled. One that was posted too late does not do: the day has to be moved."""

    name = "elections.take_roll"
    title = Text("确定选举名册", "settle the roll of an election")
    kind = "effect"
    facts_type = TakeRollFacts

    @cached_property
    def roll(self) -> RollBrief | None:
        voters, code = self.rules.voters, self.subject.community_code
        return ballots.newest_roll(code, voters.roll, self.facts.roll.strip(), voters.of) if voters else None

    def standing(self) -> Iterator[Finding]:
        silent = self.subject.roll_id is None and self.call.day >= roll_due(self.subject, self.rules)
        yield run_by(self.subject, self.call, self.rules, silent=silent)
        yield Finding.either("before_the_poll", not polled(self.subject), UNPOLLED, POLLED)

    def judge(self) -> Iterator[Finding]:
        source = self.rules.voters.source if self.rules.voters else ""
        found = Text("名册是规则写明的投票人的名册。", "The roll is of those who vote by the rule.")
        yield Finding("roll", self.roll is not None, found if self.roll else NO_ROLL, source)
        yield from self._before_the_list()
        key, election = self.roll.key if self.roll else None, self.subject
        yield from ballots.open_to_objection(key, election.voting_day, election.called_on)
        rule = self.rules.voter_list
        if rule and self.roll:
            last = before(self.subject.voting_day, rule.posted_before)
            ok, posted = self.roll.frozen_on <= last, str(self.roll.frozen_on)
            late = POSTED_LATE.fill(posted=posted, last=last)
            yield Finding.either("roll_posted", ok, POSTED, late, rule.source, f"<= {last}", posted)

    def _before_the_list(self) -> Iterator[Finding]:
        """People were nominated by the voters of the roll, and looked for themselves on it."""
        posted, settled = self.subject.candidates_posted_on, self.subject.roll_id
        if posted and settled and self.roll and self.roll.key != settled and self.subject.polled_on is None:
            near = too_late(self.subject.voting_day, self.call.day)
            ok = moved_since_the_list(self.subject) and not near
            yield Finding.either("roll_before_the_list", ok, MOVED, LISTED)

    def write(self) -> Outcome:
        if self.roll is None:
            raise AssertionError("judge lets no election through without its roll")
        self.subject.roll_id = self.roll.key
        self.subject.roll_taken_on = self.subject.roll_taken_on or self.call.day
        self.subject.save(update_fields=["roll", "roll_taken_on"])
        return Outcome(self.subject.ref, {"roll": self.roll.number})
