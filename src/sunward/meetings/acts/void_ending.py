"""Nobody had closed or adjourned this session: a clerk did; follows from an upheld dispute, granted to nobody."""

from sunward.kernel import clock
from sunward.kernel.acts import register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.calling.undone import OnUndone
from sunward.meetings.session.undecided import left_to_decide

DECIDED = Text(
    "注意：宣布散会（休会）的人没有说过，是服务台代办的；议程上的事都已经表决。",
    "Alert: a clerk had ended this session for somebody who had not. Everything on its agenda has been voted on.",
)


@register
class VoidEnding(OnUndone):
    """The evening was ended by nobody: while its day lasts it goes on, and who is in the room is counted again at the
    door. Whoever has gone home calls it again, at once, for what was left undecided."""

    name = "meetings.void_ending"
    title = Text("作废窗口代办的散会或者休会", "void the end of a session entered at the desk")

    def undo(self) -> list[Finding]:
        over = self.meeting.kind == "session" and not left_to_decide(self.meeting)
        self.note(late=over)
        if self.meeting.kind == "session" and not over and clock.civil_day(self.meeting.starts_at) == self.call.day:
            self.meeting.closed_at = self.meeting.adjourned_at = None
            self.meeting.save(update_fields=["closed_at", "adjourned_at"])
        return [Finding("ended_by_themselves", False, DECIDED)] if over else []
