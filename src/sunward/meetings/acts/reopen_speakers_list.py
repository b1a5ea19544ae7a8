"""Nobody had closed the list of speakers: a clerk did; follows from an upheld dispute, granted to nobody."""

from sunward.kernel.acts import register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.calling.undone import OnUndone
from sunward.meetings.hearing.leaving import numbers_thrown

CLOSED = Text(
    "注意：截止名单的人没有说过，是服务台代办的；已经掷过数，或者会已经开始、取消，名单不再打开。",
    "Alert: a clerk had closed the list of speakers for somebody who had not. Numbers had been thrown, or the hearing "
    "had begun or was cancelled: it stays closed.",
)


@register
class ReopenSpeakersList(OnUndone):
    """People can apply again until it is closed anew, on a newer root. Once numbers have fallen it stays closed: thrown
    for one list, they would draw another."""

    name = "meetings.reopen_speakers_list"
    title = Text("重新打开窗口代办截止的发言名单", "open a list of speakers again that was closed at the desk")

    def undo(self) -> list[Finding]:
        meeting, row = self.meeting, getattr(self.meeting, "speakers_list", None)
        if row is None or meeting.opened_at or meeting.cancelled_on or numbers_thrown(meeting):
            self.note("list", late=True)
            return [Finding("list_open", False, CLOSED)]
        self.take_out(
            row, "list", closed_on=str(row.closed_on), listed=row.listed, digest=row.digest, root=row.root,
            root_of=row.root_of,
        )  # fmt: skip
        return []
