"""A hearing on a matter is called; follows from the act on the matter, granted to nobody by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.calling.demanding import heeded
from sunward.meetings.calling.hours import at_night, by_day
from sunward.meetings.hearing.book import HEARING
from sunward.meetings.hearing.calling import Wanted, call_it, starts_at
from sunward.registry.acting import ActOnCommunity

NOT_CALLED = Text("这场听证会还没有人召集。", "Nobody has called this hearing.")
IS_CALLED = Text("这场听证会已经有人召集。", "This hearing has been called already.")


@dataclass(frozen=True, slots=True)
class HearingFacts:
    about: str = asked("关于哪件事", "about which matter")
    matter_kind: str = asked("事项类别", "kind of matter", most=80)
    body: str = asked("由哪个机构主持", "held by which body", most=60)
    title: str = asked("名称", "title")
    place: str = asked("地点", "place", most=200)
    held_on: date = asked("日子", "day")
    at: str = asked("几点开始", "time it begins")
    called_by: str = asked("由谁要求", "asked for by", most=60)
    petition: int | None = asked("联名", "petition", default=None)


@register
class ConveneHearing(ActOnCommunity[HearingFacts]):
    """The hearing stands in the calendar, with the matter as its one item. Who may ask was judged on the matter."""

    name = "meetings.convene_hearing"
    title = Text("听证会列入日程", "put a hearing in the calendar")
    kind = "effect"
    facts_type = HearingFacts

    def judge(self) -> Iterator[Finding]:
        """Two who call it for one petition at one moment were both right when they were judged; by now one has it."""
        begins, asked = starts_at(self.facts.held_on, self.facts.at, self.call), self.facts.petition
        if asked is not None:
            yield by_day(begins)
        yield Finding.either("not_called", asked is None or not heeded([asked], self.call.day), NOT_CALLED, IS_CALLED)

    def write(self) -> Outcome:
        facts, code = self.facts, self.subject.code
        wanted = Wanted(
            code, HEARING, facts.body, facts.title, facts.place, starts_at(facts.held_on, facts.at, self.call),
            facts.called_by, facts.petition, Ref.parse(facts.about), facts.matter_kind,
        )  # fmt: skip
        meeting = call_it(wanted, self.call)
        return Outcome(result=meeting.ref, findings=[*at_night(wanted.starts_at)])
