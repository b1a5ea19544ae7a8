"""Call again a meeting to which too few came."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.acts.void_call import voiding
from sunward.meetings.calling.again import days_again, last_cancelled, undone_in
from sunward.meetings.calling.demanding import another_to_come, notice_days
from sunward.meetings.calling.forced import is_forced, not_called_again_by, not_carried
from sunward.meetings.calling.hours import at_night, by_day
from sunward.meetings.calling.papers import lay_again
from sunward.meetings.calling.petitioners import called_by_whom, called_off
from sunward.meetings.calling.undone import DisputedCall, superseded_by
from sunward.meetings.calling.whose import not_taken_away_by
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.rules.days import moment_on
from sunward.meetings.series import MEETING, next_number
from sunward.meetings.session.acting import OnMeeting
from sunward.meetings.session.undecided import left_to_decide

NOT_GRANTED = Text(
    "规则册没有写明可以第二次召集：这里不授予，要重新召集。",
    "Not granted here: the rule book knows no second call. Call a new meeting.",
)
GRANTED = Text("规则册写明可以第二次召集。", "The rule book grants a second call.")
GRANTED_THEN = Text("今天的规则册也这样写。", "The rule book of today grants it as well.")
NOT_YET_CALLED = Text("还没有再次召集过。", "It has not been called again yet.")
CALLED = Text("已经再次召集过。", "It has been called again already.")
TOO_MANY_CAME = Text("因人数不够休会的会议才能再次召集。", "Only a meeting to which too few came is called again.")
UNDECIDED = Text("还有没表决的事项。", "Something on its agenda is still to be voted on.")
ELSEWHERE = Text(
    "别的签名人召集的会，再次召集不改地点：只有原来召集的人能改。",
    "What another signer called is called again where it was: whoever called it alone names another place.",
)
DAYS = Text("再次开会要在规定的日子里：{first}至{last}。", "The second call is held from {first} to {last}.")


@dataclass(frozen=True, slots=True)
class AgainFacts:
    held_on: date = asked("再次开会的日子", "day")
    at: str = asked("几点开始（如 19:30）", "time it begins (such as 19:30)")
    place: str = asked("地点（不填就不变）", "place (empty: the same)", most=200, default="")
    signed: FileDigest | None = slip()


@register
class CallAgain(OnMeeting[AgainFacts]):
    """A second session with the same roll, the same agenda and the same papers; notice is given anew. Whoever called
    the first one in the silence of others calls it again: an evening to which too few came does not give it back to
    the silent."""

    name = "meetings.call_again"
    title = Text("再次召集", "call the meeting again")
    kind = "effect"
    facts_type = AgainFacts
    of_some = True

    def shut(self) -> Text | None:
        if self.meeting.adjourned_at is None and not self.anew:
            return TOO_MANY_CAME
        foreign = None if is_forced(self.meeting) else not_taken_away_by(self.meeting, self.call)
        off = called_off(self.meeting.petition_id, self.call)
        return not_carried(self.meeting, self.call) or foreign or off or self._others_first()

    def _others_first(self) -> Text | None:
        days = self._days()
        return not_called_again_by(self.meeting, self.call, *days, self.room.rules) if days else None

    @cached_property
    def anew(self) -> date | None:
        """Since when the evening counts as none, by an upheld dispute: it is called again whatever else the rules say
        of second calls."""
        return undone_in(self.meeting)

    def _days(self) -> tuple[date, date] | None:
        """The first and the last day for the second call; None where the rule book knows none."""
        return days_again(self.meeting, self.replaced, self.room.rules, notice_days(self.room.rules))

    @cached_property
    def replaced(self) -> Meeting:
        """The meeting that the new one follows: this one, or the last that was called in its place and cancelled."""
        found = last_cancelled(self.meeting)
        return Meeting.objects.filter(second_call_of=found, pk__in=self._keys()).first() or found

    @cached_property
    def superseded(self) -> list[DisputedCall]:
        """What a clerk has called in its place, in the name of somebody who disputes it."""
        return superseded_by(self.call, self.meeting.petition_id)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        once = not Meeting.objects.filter(second_call_of=self.replaced).exists()
        once = once and not (self.anew and another_to_come(self.meeting, self.call.day, self._keys()))
        yield Finding("once", once, NOT_YET_CALLED if once else CALLED)
        left = bool(left_to_decide(self.meeting)) if self.anew or self.meeting.adjourned_at else True
        if self.anew or not left:
            yield Finding("undecided", left, UNDECIDED)
        if self.anew:
            return
        rule = self.room.rules.session.second_call
        yield Finding("second_call", rule is not None, GRANTED if rule else NOT_GRANTED, rule.source if rule else "")

    def _keys(self) -> list[int]:
        return [one.key for one in self.superseded]

    def took_place_on(self) -> date | None:
        """Now: the time in the facts is that of the evening to come."""
        return None

    @cached_property
    def starts_at(self) -> datetime:
        found = moment_on(self.facts.held_on, self.facts.at)
        if found is None or found <= self.call.at:
            raise unusable("at", "请写以后的日子和 19:30 这样的时间。", "Write a day to come and a time like 19:30.")
        return found

    def judge(self) -> Iterator[Finding]:
        days, session = self._days(), self.room.rules.session
        rule = session.on_petition if self.anew else session.second_call
        if days is None:
            return
        first, last = days
        ok = first <= clock.civil_day(self.starts_at) <= last
        text = DAYS.fill(first=first, last=last)
        source = rule.source if rule else ""
        yield Finding("second_call_days", ok, text, source, f"{first} to {last}", str(self.facts.held_on))
        if is_forced(self.meeting):
            yield by_day(self.starts_at)
            yield from self._where_it_was()
        if self.anew:
            return
        meeting, day = self.meeting, self.call.day
        rules = charter.sitting(meeting.community_code, meeting.body, self.facts.held_on, called_on=day)
        still = rules.session.second_call is not None
        yield Finding("second_call_still", still, GRANTED_THEN if still else NOT_GRANTED)

    def _where_it_was(self) -> Iterator[Finding]:
        """One of many who signed could be bought, and call again out of town what another called next door."""
        moved = self.facts.place.strip() not in {"", self.meeting.place}
        if moved and not self.call.in_office and called_by_whom(self.meeting) != self.call.person:
            yield Finding("same_place", False, ELSEWHERE, "", self.meeting.place, self.facts.place)

    def write(self) -> Outcome:
        first = self.meeting
        meeting = Meeting.objects.create(
            number=next_number(first.community_code, MEETING, self.call.day),
            community_code=first.community_code,
            kind=first.kind,
            body=first.body,
            title=first.title,
            place=self.facts.place or first.place,
            starts_at=self.starts_at,
            called_by=first.called_by,
            petition_id=first.petition_id,
            roll_id=first.roll_id,
            convened_on=self.call.day,
            convened_by_post=self.call.post,
            by_petitioner=first.by_petitioner,
            second_call_of=self.replaced,
        )
        lay_again(first, AgendaItem.objects.bulk_create(self._again(meeting)))
        marks = [*self.late_kin, *at_night(self.starts_at)]
        return Outcome(result=meeting.ref, findings=marks, consequences=voiding(self.superseded))

    def _again(self, meeting: Meeting) -> Iterator[AgendaItem]:
        """The same agenda, without what was voted on: what could not be decided the first time cannot be decided
        now, and a vote that still runs or waits for its certificate is not taken twice. Of a question that is to be put
        a second time, what that decides between."""
        return (item.anew(meeting, self.call.day) for item in left_to_decide(self.meeting))
