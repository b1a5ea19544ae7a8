"""What can still be decided at a meeting: what stood on its agenda before people were told of it, and nothing else."""

from sunward.kernel.text import Text
from sunward.meetings.models import Meeting

TOLD_ALREADY = Text(
    "会议通知已经发出：现在列入的这一项，这次会议只能讨论，不能表决。要表决，列入下一次会议的议程，在发通知以前。",
    "Notice of the meeting has been given: what is put on now can be discussed there, and not voted on. To have it "
    "decided, put it on the agenda of the next meeting, before its notice.",
)
SECOND_CALL = Text(
    "再次召集的会议只接着办上一次没有办完的：现在列入的这一项只能讨论，不能表决。要表决，列入下一次会议的议程。",
    "A second call takes up what the first one left: what is put on now can be discussed there, and not voted on. To "
    "have it decided, put it on the agenda of the next meeting.",
)


def only_talked_of(meeting: Meeting) -> Text | None:
    """Why an item that joins the agenda now can only be discussed, and where it is put to be decided; None while it can
    still be announced."""
    if meeting.second_call_of_id is not None:
        return SECOND_CALL
    return TOLD_ALREADY if meeting.agenda_fixed_on is not None else None
