"""Cancel a meeting before it begins."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import Draw
from sunward.meetings.session.acting import OPENED, OnMeeting

NOT_YOURS = Text(
    "居民联名或监督委员会要求召开的会议，不能由别人取消。",
    "A meeting that a petition or the supervision committee has called is not for others to cancel.",
)

AFTER_THE_DRAW = Text(
    "注意：已经抽签定了谁发言，又取消了这次会。",
    "Alert: it was cancelled after lots had decided who speaks.",
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

    def shut(self) -> Text | None:
        return super().shut() or (OPENED if self.meeting.opened_at else None)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        asked_by_others = self.meeting.called_by in {"petition", "supervision_committee"}
        yield Finding("own_call", not asked_by_others, NOT_YOURS, actual=self.meeting.called_by)

    def write(self) -> Outcome:
        self.meeting.cancelled_on = self.call.day
        self.meeting.cancelled_because = self.facts.because
        self.meeting.save(update_fields=["cancelled_on", "cancelled_because"])
        drawn = Draw.objects.filter(meeting=self.meeting).exists()
        marks = [Finding("after_the_draw", False, AFTER_THE_DRAW)] if drawn else []
        return Outcome(result=self.meeting.ref, findings=marks)
