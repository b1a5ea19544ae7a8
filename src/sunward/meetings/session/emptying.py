"""The room empties when the session ends."""

from datetime import datetime

from sunward.meetings.models import Meeting


def everybody_leaves(meeting: Meeting, at: datetime) -> int:
    """Whoever is still in the room leaves it with the end of the session."""
    return meeting.attendance.filter(left_at=None, came_at__lte=at).update(left_at=at)


def last_moment(meeting: Meeting) -> datetime | None:
    """The last moment of which something is known: it was opened, somebody came, a question was put."""
    came = meeting.attendance.order_by("-came_at").values_list("came_at", flat=True).first()
    put = meeting.quorum_counts.order_by("-counted_at").values_list("counted_at", flat=True).first()
    return max((one for one in (came, put, meeting.opened_at) if one), default=None)
