"""Close a session."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import refuse_unsigned, slip
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import not_carried, not_closed_by, not_ended_for_them
from sunward.meetings.hearing.ending import not_closed_yet
from sunward.meetings.hearing.hosting import left_to_others
from sunward.meetings.hearing.judged import by_the_judged
from sunward.meetings.session.acting import AT, OnMeeting, evening_over, not_under_way
from sunward.meetings.session.emptying import everybody_leaves, last_moment
from sunward.meetings.session.waited import marks_of_waiting
from sunward.meetings.session.waiting import Waiting

CLOSED_LATE = Text(
    "事后补记散会，没有说当时几点结束：会议是 {day} 的，会议记录的日子从那天算。",
    "Entered afterwards, without the hour at which it ended: it is the meeting of {day}, and the days for its minutes "
    "run from then.",
)
UNDECIDED = Text(
    "注意：到会的人够，还有 {number} 项要决定的没有付诸表决。",
    "Alert: enough people were there, and of what was to be decided {number} were not put to the vote.",
)
ADJOURN = Text(
    "现在在场的人不够，要决定的没有一项表决有结果：从通知的开会时间起等够了，因人数不够休会，以后再开。",
    "Too few are here now, and no vote on anything that is to be decided stands: once the room has waited "
    "long enough it is adjourned for want of a quorum, to be held on another day.",
)


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    at: str = asked("几点结束", "time it ended", hint=AT, default="")
    signed: FileDigest | None = slip()


@register
class CloseSession(OnMeeting[ClosingFacts]):
    """The session is over and the room empty. Votes that stay open for those outside the room run on."""

    name = "meetings.close_session"
    title = Text("宣布散会", "close the session")
    kind = "report"
    facts_type = ClosingFacts
    of_some = True

    def shut(self) -> Text | None:
        meeting, call = self.meeting, self.call
        shut = not_under_way(meeting) or not_carried(meeting, call) or not_closed_by(meeting, call)
        shut = shut or not_ended_for_them(meeting, call) or left_to_others(meeting, call, self.name)
        return shut or not_closed_yet(meeting, call, self.at) or self._to_be_adjourned()

    def _to_be_adjourned(self) -> Text | None:
        """Why it does not end like that: it is adjourned."""
        if self.meeting.kind != "session":
            return None
        return ADJOURN if Waiting(self.room).ends_in_vain(self.at) else None

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        refuse_unsigned(self.facts, self.call.on_behalf_of)
        if self.meeting.opened_at and self.at < self.meeting.opened_at:
            raise unusable("at", "散会不会早于开会。", "A session ends after it began.")
        last = last_moment(self.meeting)
        if last and self.at < last:
            raise unusable(
                "at", "散会不会早于最后一个人到会、最后一次表决开始。",
                "A session ends after the last who came, and after its last vote was opened.",
            )  # fmt: skip
        return iter(())

    @property
    def _late(self) -> list[Finding]:
        """The mark of a close on a later day, with an hour or without; a room may be at it past midnight."""
        day, said = self.room.day, self.facts.at
        if said or not evening_over(self.meeting, self.call.at):
            return self.entered_late
        return [Finding("entered_late", False, CLOSED_LATE.fill(day=day), actual=str(self.call.day))]

    def _undecided(self) -> Iterator[Finding]:
        """The mark of an evening at which enough people waited, or are there, with something left to decide; time runs
        out on many. What people were not told of nobody could put."""
        waiting = Waiting(self.room)
        if not waiting.told:
            return
        if waited := list(marks_of_waiting(self.room, self.at)):
            yield from waited
            return
        if evening_over(self.meeting, self.call.at) and not self.facts.at:  # who was there by then nobody says
            return
        if left := waiting.enough(self.at):
            yield Finding("left_undecided", False, UNDECIDED.fill(number=len(left)), actual=str(len(left)))

    def write(self) -> Outcome:
        undecided = list(self._undecided())
        everybody_leaves(self.meeting, self.at)
        self.meeting.closed_at = self.at
        self.meeting.save(update_fields=["closed_at"])
        marks = [*self._late, *self.late_kin, *by_the_judged(self.meeting, self.call), *undecided]
        return Outcome(result=self.meeting.ref, findings=marks)
