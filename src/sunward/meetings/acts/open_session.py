"""Open a session: how many are there is counted from the attendance, never typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import refuse_unsigned, slip
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import not_carried
from sunward.meetings.hearing.hosting import left_to_others
from sunward.meetings.hearing.judged import by_the_judged
from sunward.meetings.session.acting import AT, OPENED, OnMeeting
from sunward.meetings.session.counts import keep, marks_of_doors
from sunward.meetings.session.evening import hour_wanted, not_opened_any_more, opened_late, said_later
from sunward.meetings.session.room import HeadCount


@dataclass(frozen=True, slots=True)
class OpeningFacts:
    at: str = asked("几点开始", "time it began", hint=AT, default="")
    signed: FileDigest | None = slip()


@register
class OpenSession(OnMeeting[OpeningFacts]):
    """A session begins, on the evening of which people were told. Too few people, too short a notice, or a late
    beginning, is shown; with too few nothing can be put to the vote."""

    name = "meetings.open_session"
    title = Text("宣布开会", "open the session")
    kind = "report"
    facts_type = OpeningFacts
    of_some = True

    def shut(self) -> Text | None:
        shut = super().shut() or (OPENED if self.meeting.opened_at else None) or not_carried(self.meeting, self.call)
        shut = shut or not_opened_any_more(self.meeting, self.call.at)
        return shut or left_to_others(self.meeting, self.call, self.name)

    @property
    def counted(self) -> bool:
        """A hearing has no roll and needs no number: whoever comes is heard."""
        return self.meeting.kind == "session"

    @cached_property
    def count(self) -> HeadCount:
        return self.room.head_count(self.at)

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        refuse_unsigned(self.facts, self.call.on_behalf_of)
        if self.call.day < self.room.day:
            raise unusable("at", "还没到开会的日子。", "The day of the meeting has not come yet.")
        if late := hour_wanted(self.meeting, self.call.at, self.facts.at):
            raise unusable("at", late.zh, late.en)
        if self.at < self.meeting.starts_at:
            raise unusable(
                "at", "还没到通知的开会时间。", "The meeting does not begin before the time that was announced."
            )
        yield from self.room.notice_as_it_opens()
        if self.counted:
            yield from self.count.said

    def write(self) -> Outcome:
        self.meeting.opened_at = self.at
        self.meeting.save(update_fields=["opened_at"])
        late = [*opened_late(self.meeting, self.at), *said_later(self.meeting, self.at, self.call.at)]
        marks = [*self.entered_late, *late, *self.late_kin, *by_the_judged(self.meeting, self.call)]
        if not self.counted:
            return Outcome(result=self.meeting.ref, findings=marks)
        keep(self.meeting, self.count)
        public = {"counts": self.count.counts, "quorum": self.count.met}
        return Outcome(result=self.meeting.ref, public=public, findings=[*marks, *marks_of_doors(self.room)])
