"""Call the meeting that enough people asked for, when those who should are silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.acting import ActOnPetition
from sunward.ballots.acts import FreezeRoll, FreezeRollFacts
from sunward.ballots.queries import MeetingDemanded, RollBrief
from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.acts.add_item import KIND
from sunward.meetings.acts.take_roll import TakeRoll
from sunward.meetings.acts.void_call import voiding
from sunward.meetings.calling.demanding import (
    heeded,
    held_in_time,
    in_silence,
    last_day_to_call,
    leaves_time_for_notice,
    own_roll,
    put_first,
)
from sunward.meetings.calling.hours import by_day, hour_to_come
from sunward.meetings.calling.petitioners import called_off, desk_shut, kin_of_callers, may_call_session
from sunward.meetings.calling.silence import may_end_silence, silence
from sunward.meetings.calling.undone import DisputedCall, superseded_by
from sunward.meetings.calling.vain import OTHERS_FIRST, others_first
from sunward.meetings.models import Meeting
from sunward.meetings.series import MEETING, next_number

ASKED = Text("联名要求开会，人数已够。", "Enough people have asked for a meeting.")
NOT_CALLED = Text("这次会议还没有人召集。", "Nobody has called this meeting.")
IS_CALLED = Text("这次会议已经有人召集。", "This meeting has been called already.")
ROLL = Text(
    "这个机构有冻结的名册，或者规则册和登记簿能算出来。",
    "The body has a frozen roll, or rule book and register tell who belongs to it.",
)
HANGS = Text("开会的日子在名册的异议期以后。", "It is held once the time to object to the roll is over.")
OF_THE_DAY = Text(
    "注意：没有机构编制过能用的名册；按召集这天的登记簿算出，从今天起公布，可以提出异议。",
    "Alert: no office had frozen a roll that can be used. It was computed from the register on the day of this call, "
    "and hangs for objections from today.",
)


@dataclass(frozen=True, slots=True)
class DemandedFacts:
    place: str = asked("地点", "place", most=200)
    held_on: date = asked("开会的日子", "day")
    at: str = asked("几点开始（如 19:30）", "time it begins (such as 19:30)")
    matter_kind: str = asked("事项类别", "kind of matter", most=80, default="")
    signed: FileDigest | None = slip()


@register
class ConveneOnPetition(ActOnPetition[DemandedFacts]):
    """Whoever should have called it is no longer needed. What the petition asks for is the first item, to be decided;
    nobody can leave it off. Where no office froze a roll, it follows from this call."""

    name = "meetings.convene_on_petition"
    title = Text("召集联名要求的会议", "call the meeting that a petition asked for")
    kind = "effect"
    facts_type = DemandedFacts

    @cached_property
    def demanded(self) -> MeetingDemanded | None:
        return ballots.meeting_demanded(self.subject.number, self.subject.community_code)

    @cached_property
    def starts_at(self) -> datetime:
        return hour_to_come(self.facts.held_on, self.facts.at, self.call.at)

    @cached_property
    def known(self) -> RollBrief | None:
        """The body's roll as offices left it."""
        asked = self.subject
        return own_roll(asked.community_code, asked.asks_for, asked.roll.grid, self.call.day)

    @cached_property
    def roll(self) -> RollBrief | None:
        """The body's own, unless it will be too old on the day: then, as where there is none, one is frozen now."""
        code, days = self.subject.community_code, (self.call.day, self.facts.held_on)
        return None if self.known and ballots.outlived(self.known, code, *days) else self.known

    @cached_property
    def open_if_frozen(self) -> date | None:
        asked = self.subject
        return ballots.open_if_frozen(asked.community_code, asked.asks_for, self.call.day, grid=asked.roll.grid)

    def standing(self) -> Iterator[Finding]:
        yield Finding("asked_for", self.demanded is not None, ASKED, self.subject.source)
        if self.demanded is None:
            return
        yield Finding.either("not_called", self._not_called(), NOT_CALLED, IS_CALLED, self.subject.source)
        yield silence(last_day_to_call(self.demanded), self.call.day)
        yield may_end_silence(in_silence(self.demanded), self._asked(), self.call)
        if text := called_off(self.subject.pk, self.call):
            yield Finding("called_off", False, text)
        if text := others_first(self.subject.pk, self.call):
            yield Finding(OTHERS_FIRST, False, text)
        if text := desk_shut(self.subject.pk, self.call):
            yield Finding("desk_still_open", False, text)
        there = self.known is not None or self.open_if_frozen is not None
        yield Finding("roll", there, ROLL, actual=self.known.number if self.known else "")

    @cached_property
    def superseded(self) -> list[DisputedCall]:
        return superseded_by(self.call, self.subject.pk)

    def _not_called(self) -> bool:
        """Or by nobody but a clerk, in the name of somebody who disputes it."""
        one, day = [self.subject.pk], self.call.day
        if not heeded(one, day):
            return True
        disputed = [found.key for found in self.superseded]
        return bool(disputed) and not heeded(one, day, disputed)

    def _asked(self) -> bool:
        """Whether they are one of those who asked for it, and not of the body that owed the call."""
        petition, who = self.subject, self.call.person
        return may_call_session(petition.pk, petition.community_code, petition.asks_for, who, self.call.day)

    def _late_kin(self) -> list[Finding]:
        petition, call = self.subject, self.call
        if call.in_office:
            return []
        return kin_of_callers(petition.pk, petition.community_code, petition.asks_for, call.person, call.day)

    def judge(self) -> Iterator[Finding]:
        kind = self.facts.matter_kind
        known = charter.charter_of(self.subject.community_code, self.call.day).matters
        yield Finding("matter_known", not kind or kind in known, KIND, actual=kind)
        yield by_day(self.starts_at)
        community, day = self.subject.community_code, clock.civil_day(self.starts_at)
        rules = charter.sitting(community, self.subject.asks_for, day, called_on=self.call.day)
        until = self.roll.open_until if self.roll else self.open_if_frozen or self.call.day
        yield from self._open_to_objection(until)
        yield from leaves_time_for_notice(rules, self.call.day, self.facts.held_on, until)
        if self.demanded:
            yield from held_in_time(self.demanded, rules, self.call.day, self.facts.held_on, until)

    def _open_to_objection(self, until: date) -> Iterator[Finding]:
        """Of a roll that is still to be frozen the same is asked as of one that is there."""
        held_on = self.facts.held_on
        if self.roll:
            yield from ballots.open_to_objection(self.roll.key, held_on, self.call.day)
        elif until > self.call.day:
            source = ballots.objections_by(self.subject.community_code, self.call.day)
            yield Finding("roll_open_to_objection", held_on > until, HANGS, source, f"> {until}", str(held_on))

    def write(self) -> Outcome:
        petition, facts = self.subject, self.facts
        meeting = Meeting.objects.create(
            number=next_number(petition.community_code, MEETING, self.call.day), community_code=petition.community_code,
            kind="session", body=petition.asks_for, title=petition.title, place=facts.place, starts_at=self.starts_at,
            called_by="petition", petition=petition, roll_id=self.roll.key if self.roll else None,
            convened_on=self.call.day, convened_by_post=self.call.post, by_petitioner=not self.call.in_office,
        )  # fmt: skip
        put_first(meeting, petition.title, petition.ref, self.call.day, facts.matter_kind)
        void = voiding(self.superseded)
        marks = self._late_kin()
        if self.roll:
            return Outcome(result=meeting.ref, findings=marks, consequences=void)
        marks.append(Finding("roll_of_the_day", False, OF_THE_DAY))
        return Outcome(result=meeting.ref, findings=marks, consequences=[*void, *self._freezing(meeting)])

    def _freezing(self, meeting: Meeting) -> list[Consequence]:
        """No office froze a roll: rule book and register tell who belongs to the body on this day."""
        asked = self.subject
        facts = FreezeRollFacts(body=asked.asks_for, grid=asked.roll.grid)
        here = Ref("community", asked.community_code)
        return [Consequence(FreezeRoll, here, facts), Consequence(TakeRoll, meeting.ref)]
