"""Too few came: adjourn, which is then the only thing that can be done."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from sunward.kernel import clock
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import not_carried, not_ended_by
from sunward.meetings.calling.hours import WAIT
from sunward.meetings.session.acting import AT, OnMeeting
from sunward.meetings.session.afterwards import LIST, entered_afterwards
from sunward.meetings.session.counts import keep
from sunward.meetings.session.emptying import everybody_leaves, last_moment
from sunward.meetings.session.evening import entered_until
from sunward.meetings.session.room import HeadCount
from sunward.meetings.session.waited import marks_of_waiting
from sunward.meetings.session.waiting import Waiting

NO_SESSION = Text(
    "听证会、协调会、评议会没有法定人数，不会因人数不够休会。",
    "A hearing, coordination or appraisal meeting has no quorum, and is not adjourned for want of one.",
)
ENOUGH = Text("人数够了，会要开下去。", "Enough people are here: the session goes on.")
TOO_FEW = Text("人数不够。", "Too few people are here.")
DUE = Text("从通知的时间起已经等了够久。", "The room has waited long enough since the announced hour.")
LAST = Text(
    "休会不早于最后一个人到会、最后一次清点。", "It ended after the last who came, and after the last count of heads."
)
NOBODY_LISTED = Text(
    "注意：{at} 休会时，到会名单上一个人也没有。",
    "Alert: when it was adjourned at {at}, nobody at all stood on the list of who came.",
)
WHAT_WAS = Text(
    "会议的那一晚已经过去，还可能补记：写明当时几点休会，附上名单的照片；{last} 以后不用。",
    "Its evening is over, and can still be entered as it was: say at what time it was adjourned, and add the list. "
    "After {last} neither is needed.",
)
TOO_EARLY = Text(
    "从通知的开会时间起至少等 {minutes} 分钟，才能因人数不够休会。",
    "A meeting is adjourned for want of a quorum {minutes} minutes after its announced hour at the earliest.",
)


@dataclass(frozen=True, slots=True)
class AdjournFacts:
    at: str = asked("几点休会", "time", hint=AT, default="")
    proof: FileDigest | None = asked("纸质名单照片", "photograph of the list on paper", hint=LIST, default=None)
    signed: FileDigest | None = slip()


@register
class Adjourn(OnMeeting[AdjournFacts]):
    """The session ends for want of a quorum, and for nothing else: with enough people in the room, or with nothing left
    to decide, it is refused. What was put and answered by nobody is left to decide: it is taken back with the end.
    Where enough had come and waited it ends all the same, so that it can be called again. An evening without power is
    entered on the next days: then it is judged as it was at the hour said."""

    name = "meetings.adjourn"
    title = Text("因人数不够休会", "adjourn for want of a quorum")
    kind = "effect"
    facts_type = AdjournFacts
    of_some = True

    def shut(self) -> Text | None:
        meeting, call = self.meeting, self.call
        then = replace(call, at=self.at)  # who may end it was settled on that evening, and not by waiting for the next
        no_session = None if meeting.kind == "session" else NO_SESSION
        return no_session or super().shut() or not_carried(meeting, call) or not_ended_by(meeting, then)

    def shows(self) -> str | None:
        """The list at the door, as for whoever came; without one, what is signed at the desk."""
        return f"{self.meeting.ref}/" if self.facts.proof else super().shows()

    @property
    def afterwards(self) -> bool:
        return bool(self.facts.at) and self.call.day > self.room.day

    @cached_property
    def count(self) -> HeadCount:
        """As it is now: an earlier moment, when too few had come in yet, ends nothing. Entered afterwards: as it was
        then, and nobody came later. Where nobody opened it, and its evening is over, everybody has gone home."""
        if self._never_began:
            return self.room.count(self.call.at, frozenset(), (), self.room.rules)
        return self.waiting.count(self.at if self.afterwards else self.call.at)

    @cached_property
    def waiting(self) -> Waiting:
        return Waiting(self.room)

    @property
    def _never_began(self) -> bool:
        """Whether it is ended without an hour once its day is over, and nobody had opened it."""
        return self.meeting.opened_at is None and not self.afterwards and self.call.day > self.room.day

    def judge(self) -> Iterator[Finding]:
        if self._never_began and self.call.day <= entered_until(self.meeting):
            yield Finding("afterwards", False, WHAT_WAS.fill(last=entered_until(self.meeting)))
        due = self.at >= self.meeting.starts_at + WAIT
        if self.afterwards:
            yield from entered_afterwards(self.room, self.call.day, self.facts.proof)
            last = last_moment(self.meeting)
            yield Finding("after_the_last", last is None or last <= self.at, LAST)
        if text := self.waiting.nothing_left():
            yield Finding("left_to_decide", False, text)
        yield Finding("time", due, DUE if due else TOO_EARLY.fill(minutes=WAIT // timedelta(minutes=1)))
        figures = self.count.counts.get(self.room.counted_as, {})
        actual = f"{figures.get('present', 0)} of {figures.get('entitled', 0)}"
        source = next((found.source for found in self.count.findings), "")
        yield Finding(
            "no_quorum", not self.count.met, ENOUGH if self.count.met else TOO_FEW, source, "no quorum", actual
        )

    def write(self) -> Outcome:
        keep(self.meeting, self.count)
        everybody_leaves(self.meeting, self.at)
        self.meeting.adjourned_at = self.at
        self.meeting.save(update_fields=["adjourned_at"])
        late = self.entered_late if self.afterwards else []
        marks = [*late, *self.late_kin, *marks_of_waiting(self.room, self.at), *self._nobody_listed()]
        return Outcome(result=self.meeting.ref, public={"counts": self.count.counts}, findings=marks)

    def _nobody_listed(self) -> Iterator[Finding]:
        """A mark where it is ended on its own evening with an empty list: what is held on paper just then, in a power
        cut, could never be entered any more."""
        if self.call.day == self.room.day and not self.meeting.attendance.exists():
            at = f"{self.at.astimezone(clock.ZONE):%H:%M}"
            yield Finding("nobody_listed", False, NOBODY_LISTED.fill(at=at), actual=at)
