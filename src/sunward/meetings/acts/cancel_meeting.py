"""Cancel a meeting before it begins."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.kernel import clock
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import by_supervisors, is_forced
from sunward.meetings.calling.petitioners import called_by_whom, is_the_opener
from sunward.meetings.calling.whose import not_taken_away_by
from sunward.meetings.hearing.judged import not_cancelled_by
from sunward.meetings.models import Draw, Meeting
from sunward.meetings.rules.signing import SUPERVISORS
from sunward.meetings.session.acting import OPENED, OnMeeting
from sunward.meetings.session.waited import marks_of_waiting

YOURS = Text("不是别人要求召开的会议。", "It is not a meeting that others asked for.")
NOT_YOURS = Text(
    "居民联名要求的会议不能取消，只有别的签名人召集的，发起人可以在前一天以前取消一次；监督委员会召集的，只能由监督委员会在还没有人到会时取消，再重新召集。",
    "A meeting that a petition asked for is not cancelled, but once by whoever opened it, until the day before, where "
    "another signer called it. One that the supervision committee called is cancelled by "
    "that committee alone, before anybody has come; it then calls it anew.",
)

AFTER_THE_DRAW = Text(
    "注意：已经抽签定了谁发言，又取消了这次会。",
    "Alert: it was cancelled after lots had decided who speaks.",
)


LATE = Text(
    "注意：离开会已经不到规定的通知天数，才取消了这次会。",
    "Alert: it was cancelled later than people have to be told of it.",
)


@dataclass(frozen=True, slots=True)
class CancelFacts:
    because: str = asked("取消的原因", "reason")


@register
class CancelMeeting(OnMeeting[CancelFacts]):
    """A meeting that has not begun is cancelled, for a stated reason; its page stays."""

    name = "meetings.cancel_meeting"
    title = Text("取消会议", "cancel a meeting")
    kind = "effect"
    facts_type = CancelFacts
    of_some = True

    def shut(self) -> Text | None:
        foreign = None if is_forced(self.meeting) else not_taken_away_by(self.meeting, self.call)
        return super().shut() or (OPENED if self.meeting.opened_at else None) or foreign or self._judged()

    def _judged(self) -> Text | None:
        return not_cancelled_by(self.meeting, self.call)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        yield Finding.either("own_call", self._theirs(), YOURS, NOT_YOURS, actual=self.meeting.called_by)

    def _theirs(self) -> bool:
        """What people forced is cancelled by nobody. The supervisors mend a day of theirs, before anybody has come."""
        if by_supervisors(self.meeting):
            return self.call.body == SUPERVISORS and not self.meeting.attendance.exists()
        return self._another_signer_called() if self.meeting.called_by == "petition" else self.call.in_office

    def _another_signer_called(self) -> bool:
        """Of what people forced whoever opened the petition calls off, once and until the day before, an evening that
        another of many signers called: one of them could be bought, and call it out of town. It is called anew at
        once."""
        meeting, call = self.meeting, self.call
        if not (meeting.by_petitioner and is_the_opener(meeting, call)) or call.on_behalf_of is not None:
            return False
        if meeting.attendance.exists() or clock.civil_day(meeting.starts_at) <= call.day:
            return False
        before = Meeting.objects.filter(petition=meeting.petition_id).exclude(cancelled_on=None)
        return not before.exists() and called_by_whom(meeting) != call.person

    def write(self) -> Outcome:
        self.meeting.cancelled_on = self.call.day
        self.meeting.cancelled_because = self.facts.because
        self.meeting.save(update_fields=["cancelled_on", "cancelled_because"])
        drawn = Draw.objects.filter(meeting=self.meeting).exists()
        marks = [Finding("after_the_draw", False, AFTER_THE_DRAW)] if drawn else []
        return Outcome(
            result=self.meeting.ref, findings=[*marks, *self._late(), *marks_of_waiting(self.room, self.call.at)]
        )

    def _late(self) -> Iterator[Finding]:
        """People have arranged their evening by the notice: a cancellation has no longer time than that."""
        late = [found for found in breaches(self.room.notice(self.call.day)) if found.source]
        if late:
            one = late[0]
            yield Finding("cancelled_late", False, LATE, one.source, one.required, str(self.call.day))
