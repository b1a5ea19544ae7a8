"""Nobody had called this meeting: a clerk did; follows from an upheld dispute, granted to nobody."""

from collections.abc import Iterable

from sunward.kernel.acts import Consequence, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.calling.undone import BECAUSE, DisputedCall, OnUndone

BEGUN = Text(
    "注意：召集这次会议的人没有要求过，是服务台代办的；会议已经开始或者结束，仍算数。",
    "Alert: a clerk had called this meeting for somebody who had not asked for it. It had begun or was over: it stays.",
)


def voiding(calls: Iterable[DisputedCall]) -> list[Consequence]:
    """What follows where somebody calls by their own hand what is in dispute."""
    return [Consequence(VoidCall, one.ref, one.facts) for one in calls]


@register
class VoidCall(OnUndone):
    """Before it begins the meeting is called off, and those who petitioned call it at once: its days run anew from
    their call. What was held and decided stays, marked."""

    name = "meetings.void_call"
    title = Text("作废窗口代办的召集", "void a call entered at the desk")

    def undo(self) -> list[Finding]:
        meeting = self.meeting
        begun = bool(meeting.opened_at or meeting.adjourned_at or meeting.closed_at)
        self.note(late=begun)
        if begun:
            return [Finding("called_by_themselves", False, BEGUN)]
        if meeting.cancelled_on is None:
            meeting.cancelled_on, meeting.cancelled_because = self.call.day, f"{BECAUSE.zh} ({BECAUSE.en})"
            meeting.save(update_fields=["cancelled_on", "cancelled_because"])
        return []
