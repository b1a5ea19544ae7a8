"""Call a coordination or an appraisal meeting: people are heard, nothing is voted on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sunward.charter import queries as charter
from sunward.charter.engine import Hearing
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.calling.silence import told_in_time
from sunward.meetings.hearing.book import UNSAID
from sunward.meetings.hearing.calling import Wanted, call_it, starts_at
from sunward.registry.acting import ActOnCommunity

FORUMS = (
    ("coordination", Text("协调会", "coordination meeting")),
    ("appraisal", Text("评议会", "appraisal meeting")),
)
SAID = Text("规则册写明了这种会怎么开。", "A rule book says how such a meeting is held.")
THEY_MAY = Text("规则册让这个机构召集。", "The rule book lets this body call it.")
WHO = Text("规则册没有让这个机构召集。", "The rule book does not let this body call it.")


@dataclass(frozen=True, slots=True)
class ForumFacts:
    forum: str = asked("什么会", "which meeting", choices=FORUMS)
    title: str = asked("要谈的事", "what it is about")
    place: str = asked("地点", "place", most=200)
    held_on: date = asked("开会的日子", "day")
    at: str = asked("几点开始（如 19:30）", "time it begins (such as 19:30)")


@register
class CallForum(ActOnCommunity[ForumFacts]):
    """Those concerned are brought to one table, or residents say what they think of work done. Whatever comes of it
    is published and binds nobody."""

    name = "meetings.call_forum"
    title = Text("召集协调会、评议会", "call a coordination or appraisal meeting")
    kind = "effect"
    facts_type = ForumFacts

    @cached_property
    def starts_at(self) -> datetime:
        return starts_at(self.facts.held_on, self.facts.at, self.call)

    @cached_property
    def rules(self) -> Hearing | None:
        return charter.hearing(self.subject.code, self.facts.forum, self.facts.held_on)

    def judge(self) -> Iterator[Finding]:
        rules = self.rules
        yield Finding.either(
            "rules", rules is not None, SAID, UNSAID, rules.source if rules else "", actual=self.facts.forum
        )
        self.starts_at  # noqa: B018 - refuses a time that is none
        if rules:
            own, bodies = self.call.body, rules.asked_for_by
            yield Finding.either("asked_for_by", own in bodies, THEY_MAY, WHO, rules.source, ", ".join(bodies), own)
            yield told_in_time(rules, self.call.day, self.facts.held_on)

    def write(self) -> Outcome:
        facts, code = self.facts, self.subject.code
        wanted = Wanted(
            code, facts.forum, self.call.body, facts.title, facts.place, self.starts_at, self.call.body
        )  # fmt: skip
        meeting = call_it(wanted, self.call)
        return Outcome(result=meeting.ref)
