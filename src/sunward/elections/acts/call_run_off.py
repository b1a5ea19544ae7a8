"""Call a run-off for the seats that are still open: for a day, hours and a place that people are told of before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.disclosure.acts import PublicationFacts, Publish
from sunward.elections.acting import AfterAVote, run_by
from sunward.elections.book import name_of_post
from sunward.elections.counting.results import Round
from sunward.elections.counting.saying import NAME, among_whom, result_said
from sunward.elections.models import RunOff
from sunward.elections.polling.hours import Hours, announced, closing_hour, hours_in, opening_hour, told_of_hours
from sunward.elections.polling.runoffs import (
    ITEM,
    after_a_vote_that_can_stand,
    days_between,
    declared_on,
    fell_through,
    newest,
    sheet_of,
)
from sunward.elections.waiting.silence import RUN_OFF_WITHIN
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref
from sunward.kernel.slips import slip
from sunward.kernel.text import Text, day_in_full

GRANTED = Text("规则册写明了另行选举。", "A rule provides for a run-off.")
NOT_GRANTED = Text("规则册没有写明另行选举：没写的就没有授予。", "No rule provides for a run-off: not granted here.")
NEEDED = Text("已经宣布的结果还有名额没有选出。", "The declared result leaves seats open.")
NOT_NEEDED = Text("还没有宣布结果，或者名额都已经选出。", "No result is declared yet, or it leaves no seat open.")
UNCALLED = Text("还没有公告，或者公告的那次没有投成。", "None is called, or the one that was called came to nothing.")
CALLED = Text("已经公告了另行选举。", "A run-off has been called.")
NOTICE = "{day} {hours} 在{places}投票。{why}在得票较多而没有当选的人中另行选举，名单如下。"


@dataclass(frozen=True, slots=True)
class RunOffFacts:
    voting_day: date = asked("投票日", "voting day")
    places: str = asked("在哪里投票", "where to vote")
    from_hour: str = opening_hour()
    until_hour: str = closing_hour()
    signed: FileDigest | None = slip()

    @property
    def hours(self) -> Hours:
        return hours_in(self.from_hour, self.until_hour)


@dataclass(frozen=True, slots=True)
class OpenedAtOnce:
    """Once a run-off was opened by its call."""

    booths: int = asked("有几个秘密写票处", "how many booths", default=0)
    channels: str = asked("怎么投票", "channels", default="")
    closes: str = asked("几点结束投票", "closing hour", default="")


@register
class CallRunOff(AfterAVote[RunOffFacts]):
    """Whoever had most votes without being elected, for the seats left; opened on its day as every poll is."""

    name = "elections.call_run_off"
    title = Text("另行选举", "call a run-off")
    kind = "effect"
    facts_type = RunOffFacts
    once_asked = OpenedAtOnce

    @cached_property
    def before(self) -> RunOff | None:
        return newest(self.subject, self.last)

    def standing(self) -> Iterator[Finding]:
        rule = self.rules.run_off
        text = GRANTED if rule else NOT_GRANTED
        yield Finding("run_off_rule", rule is not None, text, rule.source if rule else "")
        said, before = declared_on(self.last), self.before
        again = before is not None and fell_through(before, self.call.day)
        silent = again or (said is not None and said + RUN_OFF_WITHIN < self.call.day)
        yield run_by(self.election, self.call, self.rules, silent=silent)
        yield Finding.either("seats_open", said is not None and bool(self.left_in), NEEDED, NOT_NEEDED)
        yield Finding.either("called_once", before is None or again, UNCALLED, CALLED)
        if self.last:
            yield after_a_vote_that_can_stand(self.last)

    def judge(self) -> Iterator[Finding]:
        yield from days_between(self.call.day, self.facts.voting_day)
        yield from announced(self.facts.hours, self.facts.voting_day)

    def write(self) -> Outcome:
        if self.last is None or self.last.outcome is None:
            raise AssertionError("standing lets no run-off through without a result")
        facts, seats = self.facts, self.last.outcome.left
        opens, closes = facts.hours
        RunOff.objects.create(
            contest=self.subject, after_vote=self.last.vote.number, called_on=self.call.day,
            called_by_post=self.call.post, voting_day=facts.voting_day, places=facts.places, from_hour=opens,
            until_hour=closes,
        )  # fmt: skip
        here = Ref("community", self.subject.community_code)
        posting = Consequence(Publish, here, self._posting(self.last))
        told = told_of_hours(facts.hours, facts.voting_day)
        return Outcome(self.subject.ref, {"seats": seats}, findings=told, consequences=[posting])

    def _posting(self, last: Round) -> PublicationFacts:
        facts, title = self.facts, name_of_post(self.subject.post, self.subject.community_code)
        why, among = result_said(last).zh, among_whom(self.subject, last)
        said = NOTICE.format(day=day_in_full(facts.voting_day).zh, hours=facts.hours, places=facts.places, why=why)
        return PublicationFacts(
            item=ITEM, title=f"另行选举：{title.zh}", title_en=f"Run-off: {title.en}", text=said,
            rows={"columns": [NAME], "rows": [[one.zh] for one in among]},
            about=str(self.election.ref), event_on=self.call.day,
            stays_up_days=(facts.voting_day - self.call.day).days, corrects=sheet_of(self.subject, self.call.day),
        )  # fmt: skip
