"""Call the vote on a recall: by those whom the rule names; when they stay silent, by those it names for that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.queries import RollBrief
from sunward.charter.engine.elections import PETITIONERS
from sunward.elections.book import after, body_of
from sunward.elections.recalling import ActOnRecall
from sunward.elections.results import fell_through
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

NEWEST = Text("不填就是最近编制的一份", "leave it empty for the newest")
MAY = Text("规则册写明了谁可以召集；期满没有召集的，写明的其他人（如发起或者签过联名、签字还算数的人）可以召集。",
           "The rule names who may call it, and who else once the days have passed, such as whoever opened the "
           "petition or has a signature on it that counts.")  # fmt: skip
DEFENCE = Text("给被要求罢免的人申辩的时间。", "Time for whom it is about to answer.")
LATEST = Text("投票日不晚于规则册写明的最后一天。", "The vote is no later than the last day by the rule.")
ONCE = Text("已经召集，投票日还没过或者投票有效。", "Called already: its day is still to come, or the poll stands.")
CALLED = (
    "called_on", "called_by_post", "called_by", "roll", "voting_day", "places", "polled_on", "declared_on",
)  # fmt: skip
ROLL = Text(
    "有规则写明的投票人的名册，异议期已过。",
    "There is a roll of those who vote by the rule, open to no more objection.",
)


@dataclass(frozen=True, slots=True)
class RecallVoteFacts:
    voting_day: date = asked("投票日", "voting day")
    places: str = asked("在哪里投票，几点到几点", "where to vote, and at what hours")
    roll: str = asked("名册编号", "number of the roll", hint=NEWEST, default="")


@register
class CallRecallVote(ActOnRecall[RecallVoteFacts]):
    """The committee's will is not needed: silent until the day, it no longer decides whether there is a vote."""

    name = "elections.call_recall_vote"
    title = Text("召集罢免投票", "call the vote on a recall")
    kind = "effect"
    facts_type = RecallVoteFacts

    @cached_property
    def roll(self) -> RollBrief | None:
        voters, code = self.rules.voters, self.subject.community_code
        return ballots.newest_roll(code, voters.roll, self.facts.roll.strip(), voters.of) if voters else None

    @cached_property
    def fell_through(self) -> bool:
        """Whether it was called before, and came to nothing."""
        return fell_through(self.subject, ballots.votes_on(self.subject.ref), self.call.day)

    def standing(self) -> Iterator[Finding]:
        row = self.subject
        yield Finding("may_call", self._may_call(), MAY, self.source, f"after {row.due_on}", self.call.post)
        yield self.not_a_party()
        yield Finding("called_once", row.called_on is None or self.fell_through, ONCE, self.source)
        term = registry.term(row.appointment)
        still = term is not None and (term.left_on is None or term.left_on > self.call.day)
        yield Finding("in_office", still, Text("还在任。", "Is still in office."))

    def _may_call(self) -> bool:
        rule, row, caller = self.rules.recall, self.subject, body_of(self.call.post)
        if rule is None:
            return False
        silent = (row.due_on is not None and self.call.day > row.due_on) or self.fell_through
        if caller in rule.called_by or (silent and caller in rule.if_silent):
            return True
        return silent and PETITIONERS in rule.if_silent and ballots.is_petitioner(row.petition_id, self.call.person)

    def _latest(self, first: date) -> date | None:
        """The last day that may be chosen: so many days after the petition was enough; called later, or once more,
        so many days after the call. Never earlier than the defence and the time for objections to the roll allow;
        none where the rule sets no days."""
        rule, row = self.rules.recall, self.subject
        if rule is None or rule.within is None:
            return None
        again = self.fell_through or (row.due_on is not None and self.call.day > row.due_on)
        return max(first, after(self.call.day if again else row.asked_on, rule.within))

    def judge(self) -> Iterator[Finding]:
        day, rule = self.facts.voting_day, self.rules.recall
        if day <= self.call.day:
            raise unusable("voting_day", "投票日要在以后。", "The voting day lies ahead.")
        first = after(self.call.day, rule.defence if rule else None)
        yield Finding("defence_time", day >= first, DEFENCE, self.source, f">= {first}", str(day))
        yield from ballots.open_to_objection(self.roll.key if self.roll else None, day)
        latest = self._latest(max(first, self.roll.open_until + timedelta(days=1)) if self.roll else first)
        if latest:
            yield Finding("voting_day_in_time", day <= latest, LATEST, self.source, f"<= {latest}", str(day))
        source = self.rules.voters.source if self.rules.voters else ""
        yield Finding("roll", self.roll is not None, ROLL, source)

    def write(self) -> Outcome:
        if self.roll is None:
            raise AssertionError("judge lets no vote through without a roll")
        row, facts = self.subject, self.facts
        row.called_on, row.called_by_post, row.roll_id = self.call.day, self.call.post, self.roll.key
        row.called_by_id = registry.person_row(self.call.person)
        row.voting_day, row.places = facts.voting_day, facts.places
        row.polled_on = row.declared_on = None
        row.save(update_fields=CALLED)
        return Outcome(row.ref, {"post": row.post, "roll": self.roll.number})
