"""Call the vote on a recall: by those whom the rule names; when they stay silent, by those it names for that."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.acts import FreezeRoll, FreezeRollFacts
from sunward.ballots.queries import RollBrief, VoteOn
from sunward.charter.engine.elections import PETITIONERS, RecallRule
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.disclosure import queries as disclosure
from sunward.elections.acts.take_recall_roll import TakeRecallRoll
from sunward.elections.book import after
from sunward.elections.counting.results import MOVED, called_in_vain, fell_through, in_vain_since
from sunward.elections.polling.hours import announced, told_of_hours
from sunward.elections.polling.notices import of_recall
from sunward.elections.recalling import ActOnRecall, RecallVoteFacts
from sunward.elections.waiting.joining import is_a_petitioner, is_an_opener, kin_declared_late
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.meetings.acts.convene_on_petition import OF_THE_DAY
from sunward.record import queries as record
from sunward.registry import queries as registry

MAY = Text("规则册写明了谁可以召集；期满没有召集的，写明的其他人（如发起或者签过联名、签字还算数的人）可以召集。",
           "The rule names who may call it, and who else once the days have passed, such as whoever opened the "
           "petition or has a signature on it that counts.")  # fmt: skip
DEFENCE = Text(
    "投票日最早 {first}：给被要求罢免的人申辩的时间，名册的异议期也过了。",
    "The vote is on {first} at the earliest: whom it is about has time to answer, and objections to the roll are over.",
)
LATEST = Text("投票日不晚于规则册写明的最后一天。", "The vote is no later than the last day by the rule.")
IN_OFFICE = Text("还在任。", "Is still in office.")
LEFT = Text("已经不在任。", "Is in office no longer.")
UNCALLED = Text("现在没有有效的召集。", "No call of it stands.")
ONCE = Text(
    "已经召集，投票日还没过或者投票有效。由被要求罢免的人所在机构召集的，别的有权机构和发起人可以在投票日前改定一次；"
    "在服务台代办召集的，有权机构、发起和签字的人本人登录，可以在投票开始前改定一次。",
    "Called already: its day is still to come, or the poll stands. Called by the body that it is about, it can be "
    "settled anew once before its day by the others whom the rule names and by whoever opened the petition; entered "
    "at the desk for somebody, before the poll opens by those whom the rule names and by petitioners who sign in.",
)
ROLL = Text(
    "有规则写明的投票人的名册，或者规则册和登记簿能算出来。",
    "There is a roll of those who vote by the rule, or rule book and register tell who they are.",
)
NO_ROLL = Text(
    "没有规则写明的投票人的名册，规则册和登记簿也算不出来。",
    "There is no roll of those who vote by the rule, and rule book and register cannot tell who they are.",
)
SETTLED_ANEW = Text(
    "注意：原来定在{day}、{place}投票，现在改定。",
    "Alert: the vote had been called for {day}, {place}; this call takes its place.",
)
# Whoever opened the petition names another place soon, or not at all: later, people have been told of the first one.
# No law speaks of it.
OPENER_CORRECTS = timedelta(days=3)
LEFT_TO_OTHERS = Text(
    "您（或者您所在的机构）召集过，没有人投成票：{until}以前由别人召集。",
    "You, or your body, have called it before, and nobody could vote: until {until} others call it.",
)
HANGS = Text(
    "投票日最早 {first}：在名册的异议期以后。",
    "The vote is on {first} at the earliest: once the time to object to the roll is over.",
)


@register
class CallRecallVote(ActOnRecall[RecallVoteFacts]):
    """The committee's will is not needed: silent until the day, it no longer decides whether there is a vote."""

    name = "elections.call_recall_vote"
    title = Text("召集罢免投票", "call the vote on a recall")
    kind = "effect"
    facts_type = RecallVoteFacts

    @cached_property
    def roll(self) -> RollBrief | None:
        """The one named, or the newest that offices left, unless that will be too old on the day."""
        voters, code, named = self.rules.voters, self.subject.community_code, self.facts.roll.strip()
        found = ballots.newest_roll(code, voters.roll, named, voters.of) if voters else None
        stale = found and not named and ballots.outlived(found, code, self.call.day, self.facts.voting_day)
        return None if stale else found

    @cached_property
    def open_if_frozen(self) -> date | None:
        """Until when it could be objected to the roll that is frozen with this call, where there is none."""
        voters, code = self.rules.voters, self.subject.community_code
        if voters is None or self.roll or self.facts.roll.strip():
            return None
        return ballots.open_if_frozen(code, voters.roll, self.call.day, voters.of)

    @property
    def open_until(self) -> date | None:
        return self.roll.open_until if self.roll else self.open_if_frozen

    @cached_property
    def fell_through(self) -> bool:
        """Whether it was called before, and came to nothing."""
        return fell_through(self.subject, self._votes, self.call.day)

    @cached_property
    def _votes(self) -> tuple[VoteOn, ...]:
        return ballots.votes_on(self.subject.ref)

    def _others_first_until(self) -> date | None:
        """Until when all who called it in vain leave the next call to others, an office like a petitioner: a warehouse
        out of town, called a minute after midnight, would end every round; of two who take turns, every second one."""
        since = in_vain_since(self.subject, self._votes) if self.fell_through else None
        if since is None or not self._theirs(called_in_vain(self._calls, self._votes)):
            return None
        return since + meetings.DAYS_FOR_OTHERS  # as after an evening that was called off

    @cached_property
    def _calls(self) -> list[Entry]:
        """Every call of it, oldest first."""
        return record.results_of(self.name, [self.subject.ref])

    def _theirs(self, calls: Iterable[Entry]) -> bool:
        """Whether any of the calls is the caller's, or their office's. What the desk had entered for somebody who says
        that it was not theirs is nobody's."""
        call = self.call
        own = {
            one.ref
            for one in calls
            if (one.on_behalf_of or one.by) == call.person or (call.in_office and body_of(one.post) == call.body)
        }
        void = set(self.subject.voided_calls.filter(entry__in=own).values_list("entry", flat=True)) if own else set()
        return bool(own - void - disclosure.contested_among(own)) if own else False

    @cached_property
    def overruled(self) -> bool:
        """Whether others settle day and place anew, once and before the day, where the very body that it is about did:
        of the petitioners the one who opened it, for one of many who signed could be bought. Where a clerk entered the
        call for a petitioner, until the poll opens they themselves and whoever opened it; while it is disputed that it
        was theirs whoever may call it otherwise: none of them through a clerk, nor for whom it is about."""
        row, rule, caller = self.subject, self.rules.recall, self.call.body
        if row.called_at_desk_in and row.polled_on is None and rule and self.by_own_hand:
            if not self._disputed():
                return str(row.called_by) == self.call.person or is_an_opener(row, self.call.person)
            others = caller in (*rule.called_by, *rule.if_silent) and caller != body_of(row.post)
            return others or self._petitions(rule)
        if rule and self.by_own_hand and self._by_another_signer():
            opened = is_an_opener(row, self.call.person) and not self._theirs(self._calls)
            return PETITIONERS in rule.if_silent and opened
        own = row.called_by_post and body_of(row.called_by_post) == body_of(row.post)
        if not own or rule is None or row.polled_on or row.voting_day is None or row.voting_day <= self.call.day:
            return False
        if caller in (*rule.called_by, *rule.if_silent):
            return caller != body_of(row.post)
        return PETITIONERS in rule.if_silent and is_an_opener(row, self.call.person)

    def _by_another_signer(self) -> bool:
        """Whether one of many who signed called it, and its day is still to come: whoever opened it may have wanted
        another place. Once in a recall, for whoever opened it could be bought as well."""
        row = self.subject
        if row.called_by is None or row.called_by_post not in CAPACITIES or row.polled_on is not None:
            return False
        ahead = row.voting_day is not None and row.voting_day > self.call.day
        soon = row.called_on is not None and self.call.day < row.called_on + OPENER_CORRECTS
        return ahead and soon and row.opener_moved_on is None and not is_an_opener(row, str(row.called_by))

    def _disputed(self) -> bool:
        """Whether somebody says that what the desk entered was not theirs."""
        entry = self.subject.called_at_desk_in
        return bool(entry) and disclosure.contested(entry) is not None

    def standing(self) -> Iterator[Finding]:
        row = self.subject
        yield Finding("may_call", self._may_call(), MAY, self.source, f"after {row.due_on}", self.call.post)
        yield self.not_a_party()
        once = row.called_on is None or self.fell_through or self.overruled
        yield Finding.either("called_once", once, UNCALLED, ONCE, self.source)
        if (until := self._others_first_until()) and self.call.day < until:
            yield Finding(meetings.OTHERS_FIRST, False, LEFT_TO_OTHERS.fill(until=until))
        term = registry.term(row.appointment)
        still = term is not None and (term.left_on is None or term.left_on > self.call.day)
        yield Finding.either("in_office", still, IN_OFFICE, LEFT)

    def _may_call(self) -> bool:
        rule, row, caller = self.rules.recall, self.subject, self.call.body
        if rule is None:
            return False
        silent = (row.due_on is not None and self.call.day > row.due_on) or self.fell_through or self.overruled
        if caller in rule.called_by or (silent and caller in rule.if_silent):
            return True
        return silent and self._petitions(rule)

    def _petitions(self, rule: RecallRule) -> bool:
        """One of those who asked for it, and neither of a body that owes the call nor kin of its people or theirs."""
        if PETITIONERS not in rule.if_silent:
            return False
        return is_a_petitioner(self.subject, self.call.person, _owing(rule), self.call.day)

    def _late_kin(self) -> list[Finding]:
        rule = self.rules.recall
        if self.call.in_office or rule is None:
            return []
        return kin_declared_late(self.subject, self.call.person, _owing(rule), self.call.day)

    def _latest(self, first: date) -> date | None:
        """The last day that may be chosen: so many days after the petition was enough; called later, or once more,
        so many days after the call. Never earlier than the defence and the time for objections to the roll allow;
        none where the rule sets no days."""
        rule, row = self.rules.recall, self.subject
        if rule is None or rule.within is None:
            return None
        again = self.fell_through or (row.due_on is not None and self.call.day > row.due_on)
        return max(first, after(self.call.day if again else row.asked_on, rule.within))

    @property
    def _past_objections(self) -> date | None:
        """The first day on which the roll can be voted by; one that nobody can object to, on its own day."""
        until, frozen = self.open_until, self.roll.frozen_on if self.roll else self.call.day
        return until + timedelta(days=1) if until and until != frozen else None

    def judge(self) -> Iterator[Finding]:
        day, rule = self.facts.voting_day, self.rules.recall
        if day <= self.call.day:
            raise unusable("voting_day", "投票日要在以后。", "The voting day lies ahead.")
        first = after(self.call.day, rule.defence if rule else None)
        earliest = max(first, self._past_objections or first)
        defence, hangs = DEFENCE.fill(first=earliest), HANGS.fill(first=earliest)
        yield Finding("defence_time", day >= first, defence, self.source, f">= {first}", str(day))
        for one in ballots.open_to_objection(self.roll.key if self.roll else None, day, self.call.day):
            yield replace(one, text=hangs) if one.rule == "roll_open_to_objection" and not one.ok else one
        if until := self.open_if_frozen:
            ok = day > until or until == self.call.day
            source = ballots.objections_by(self.subject.community_code, self.call.day)
            yield Finding("roll_open_to_objection", ok, hangs, source, f"> {until}", str(day))
        latest = self._latest(max(first, self.open_until + timedelta(days=1)) if self.open_until else first)
        if latest:
            yield Finding("voting_day_in_time", day <= latest, LATEST, self.source, f"<= {latest}", str(day))
        source = self.rules.voters.source if self.rules.voters else ""
        yield Finding.either("roll", self.open_until is not None, ROLL, NO_ROLL, source)
        yield from announced(self.facts.hours, day)

    def write(self) -> Outcome:
        row = self.subject
        if self._by_another_signer() and is_an_opener(row, self.call.person):
            row.opener_moved_on = self.call.day
            row.save(update_fields=["opener_moved_on"])
        told = told_of_hours(self.facts.hours, self.facts.voting_day)
        marks = [*self.marks_of_interest(), *self._late_kin(), *self._settled_anew(), *told]
        row.called_at_desk_in = None if self.by_own_hand else self.call.ref
        row.save(update_fields=["called_at_desk_in"])
        if self.roll:
            self.set_for(self.facts, self.roll)
            public = {"post": row.post, "roll": self.roll.number}
            return Outcome(row.ref, public, findings=marks, consequences=[self._posting()])
        marks = [*marks, Finding("roll_of_the_day", False, OF_THE_DAY)]
        follows = [*self._freezing(), self._posting()]
        return Outcome(row.ref, {"post": row.post}, findings=marks, consequences=follows)

    def _posting(self) -> Consequence:
        facts, call = self.facts, self.call
        return of_recall(self.subject, self.rules, facts.places, facts.hours, facts.voting_day, call.post, call.day)

    def _settled_anew(self) -> Iterator[Finding]:
        row = self.subject
        if row.called_on is not None and row.voting_day is not None and not self.fell_through:
            yield Finding(MOVED, False, SETTLED_ANEW.fill(day=row.voting_day, place=row.places))

    def _freezing(self) -> Iterator[Consequence]:
        """No office froze a roll: rule book and register tell who votes on this day."""
        if voters := self.rules.voters:
            here = Ref("community", self.subject.community_code)
            yield Consequence(FreezeRoll, here, FreezeRollFacts(body=voters.roll, of=voters.of))
            yield Consequence(TakeRecallRoll, self.subject.ref, self.facts)


def _owing(rule: RecallRule) -> frozenset[str]:
    """The bodies that owe the call."""
    return frozenset(rule.called_by) - frozenset(SILENCE_ENDED_BY)
