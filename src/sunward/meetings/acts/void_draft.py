"""Nobody had drafted these minutes: a clerk did; follows from an upheld dispute, granted to nobody."""

from sunward.kernel.acts import register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.calling.undone import OnUndone
from sunward.meetings.models import Minutes

LOCKED = Text(
    "注意：起草会议记录的人没有起草过，是服务台代办的；记录已经签齐，仍算数。",
    "Alert: a clerk had drafted these minutes for somebody who had not. They are signed and locked: they stay.",
)


@register
class VoidDraft(OnUndone):
    """The draft is withdrawn and can still be read: nobody signs it, and drafted anew those who were there have their
    days for corrections again."""

    name = "meetings.void_draft"
    title = Text("作废窗口代办的会议记录草稿", "withdraw a draft of the minutes entered at the desk")

    def undo(self) -> list[Finding]:
        late = Minutes.objects.filter(meeting=self.meeting, locked_on__isnull=False).exists()
        self.note(f"draft:{self.facts.undone}", late=late)
        return [Finding("drafted_by_themselves", False, LOCKED)] if late else []
