"""Call a coordination or an appraisal meeting: people are heard, nothing is voted on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sunward.charter import queries as charter
from sunward.charter.engine import Hearing
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.meetings.calling.hours import at_night
from sunward.meetings.calling.silence import told_in_time
from sunward.meetings.hearing.book import UNSAID
from sunward.meetings.hearing.calling import Wanted, call_it, starts_at
from sunward.meetings.hearing.judged import APPRAISAL, host_of
from sunward.registry import queries as registry
from sunward.registry.acting import ActOnCommunity

FORUMS = (
    ("coordination", Text("协调会", "coordination meeting")),
    ("appraisal", Text("评议会", "appraisal meeting")),
)
SAID = Text("规则册写明了这种会怎么开。", "A rule book says how such a meeting is held.")
THEY_MAY = Text("规则册让这个机构召集。", "The rule book lets this body call it.")
WHO = Text("规则册没有让这个机构召集。", "The rule book does not let this body call it.")
AT_AN_APPRAISAL = Text(
    "评议会填；协调会不填。被评议的人不主持、不答复、不写结果、不签记录。",
    "For an appraisal meeting. Whoever is judged does not host it, answers nothing, and neither writes its result nor "
    "signs its record.",
)


@dataclass(frozen=True, slots=True)
class ForumFacts:
    forum: str = asked("什么会", "which meeting", choices=FORUMS)
    title: str = asked("要谈的事", "what it is about")
    place: str = asked("地点", "place", most=200)
    held_on: date = asked("开会的日子", "day")
    at: str = asked("几点开始（如 19:30）", "time it begins (such as 19:30)")
    judged: str = asked("评议谁的工作", "whose work is judged", hint=AT_AN_APPRAISAL, most=80, default="")


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
        return charter.hearing(self.subject.code, self.facts.forum, self.call.day)

    @cached_property
    def judged(self) -> str | None:
        """The post, or body, whose work is judged.

        Raises:
            FactsError: for an appraisal that says nobody's, or that of a post that is none here.
        """
        if self.facts.forum != APPRAISAL:
            return None
        named = self.facts.judged.strip()
        posts = [card.post for card in registry.posts_in(self.subject.code)]
        if named not in {*posts, *map(body_of, posts)}:
            raise unusable("judged", "写明评议谁的工作。", "Say whose work is judged.")
        return named

    def judge(self) -> Iterator[Finding]:
        rules = self.rules
        yield Finding.either(
            "rules", rules is not None, SAID, UNSAID, rules.source if rules else "", actual=self.facts.forum
        )
        self.judged  # noqa: B018 - refuses an appraisal of nobody
        self.starts_at  # noqa: B018 - refuses a time that is none
        if rules:
            own, bodies = self.call.body, rules.asked_for_by
            yield Finding.either("asked_for_by", own in bodies, THEY_MAY, WHO, rules.source, ", ".join(bodies), own)
            yield told_in_time(rules, self.call.day, self.facts.held_on)

    def write(self) -> Outcome:
        facts, code = self.facts, self.subject.code
        wanted = Wanted(
            code, facts.forum, host_of(self.judged or "", self.call.body), facts.title, facts.place, self.starts_at,
            self.call.body, judged=self.judged,
        )  # fmt: skip
        meeting = call_it(wanted, self.call)
        return Outcome(result=meeting.ref, findings=[*at_night(self.starts_at)])
