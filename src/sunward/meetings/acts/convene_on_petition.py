"""Call the meeting that enough people asked for, when those who should are silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.acting import ActOnPetition
from sunward.ballots.queries import MeetingDemanded, RollBrief
from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.demanding import deadline, heeded, held_in_time, in_no_office, power_to_call, put_first
from sunward.meetings.events import Convened
from sunward.meetings.hours import hour_to_come
from sunward.meetings.models import Meeting
from sunward.meetings.series import MEETING, next_number

PETITIONERS = "petitioners"
ASKED = Text("联名要求开会，人数已够。", "Enough people have asked for a meeting.")
SILENT = Text("规则写明的召集期限已过，还没有人召集。", "The days to call it have passed, and nobody has called it.")
NOT_CALLED = Text("这次会议还没有人召集。", "Nobody has called this meeting.")
MAY = Text(
    "规则写明无人召集时可以召集的人：发起或者签过联名（签字还算数）的人、所列机构。",
    "Whoever the rule lets call it in the silence: whoever opened the petition or has a signature on it that "
    "counts, or a body that it names.",
)
KIND = Text("规则册里要有这类事项。", "The rule book has to know this kind of matter.")
ROLL = Text("开会要先有这个机构冻结的名册。", "A meeting needs a frozen roll of its body.")


@dataclass(frozen=True, slots=True)
class DemandedFacts:
    place: str = asked("地点", "place")
    held_on: date = asked("开会的日子", "day")
    at: str = asked("几点开始（如 19:30）", "time it begins (such as 19:30)")
    matter_kind: str = asked("事项类别", "kind of matter", default="")


@register
class ConveneOnPetition(ActOnPetition[DemandedFacts]):
    """Whoever should have called it is no longer needed. What the petition asks for is the first item, to be decided;
    nobody can leave it off."""

    name = "meetings.convene_on_petition"
    title = Text("召集联名要求的会议", "call the meeting that a petition asked for")
    kind = "effect"
    facts_type = DemandedFacts

    @cached_property
    def demanded(self) -> MeetingDemanded | None:
        return ballots.meeting_demanded(self.subject.number, self.subject.community_code, self.call.day)

    @cached_property
    def starts_at(self) -> datetime:
        return hour_to_come(self.facts.held_on, self.facts.at, self.call.at)

    @cached_property
    def roll(self) -> RollBrief | None:
        code, body = self.subject.community_code, self.subject.asks_for
        of, grid = charter.sitting(code, body, self.call.day).counted_as, self.subject.roll.grid
        return ballots.newest_roll(code, body, of=of, grid=grid)

    def standing(self) -> Iterator[Finding]:
        yield Finding("asked_for", self.demanded is not None, ASKED, self.subject.source)
        if self.demanded is None:
            return
        yield Finding("not_called", not heeded([self.subject.pk], self.call.day), NOT_CALLED, self.subject.source)
        last = deadline(self.demanded, power_to_call(self.subject.community_code, self.call.day))
        silent, source = bool(last and self.call.day > last.due), last.source if last else ""
        yield Finding("silence", silent, SILENT, source, f"> {last.due}" if last else "", str(self.call.day))
        yield self._may()
        yield Finding("roll", self.roll is not None, ROLL, actual=self.roll.number if self.roll else "")

    def _may(self) -> Finding:
        """Only where a rule book that was read ends the silence."""
        community, body = self.subject.community_code, self.subject.asks_for
        rule = charter.sitting(community, body, self.call.day).session.on_petition
        granted = rule.if_silent if rule else ()
        ok = self.call.post.partition(".")[0] in granted or (
            PETITIONERS in granted and ballots.is_petitioner(self.subject.pk, self.call.person)
        )
        return Finding("may_call", ok, MAY, rule.source if rule else "", ", ".join(granted), self.call.post)

    def judge(self) -> Iterator[Finding]:
        kind = self.facts.matter_kind
        known = charter.charter_of(self.subject.community_code, self.call.day).matters
        yield Finding("matter_known", not kind or kind in known, KIND, actual=kind)
        rules = charter.sitting(self.subject.community_code, self.subject.asks_for, clock.civil_day(self.starts_at))
        if self.demanded:
            yield from held_in_time(self.demanded, rules, self.call.day, self.facts.held_on)

    def write(self) -> Outcome:
        petition, facts = self.subject, self.facts
        meeting = Meeting.objects.create(
            number=next_number(petition.community_code, MEETING, self.call.day), community_code=petition.community_code,
            kind="session", body=petition.asks_for, title=petition.title, place=facts.place, starts_at=self.starts_at,
            called_by="petition", petition=petition, roll_id=self.roll.key if self.roll else None,
            convened_on=self.call.day, convened_by_post=self.call.post, by_petitioner=in_no_office(self.call),
        )  # fmt: skip
        put_first(meeting, petition.title, petition.ref, self.call.day, facts.matter_kind)
        event = Convened(petition.community_code, meeting.number, meeting.body, facts.held_on)
        return Outcome(result=meeting.ref, events=[event])
