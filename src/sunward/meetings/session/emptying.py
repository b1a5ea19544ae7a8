"""The room empties when the session ends."""

from datetime import datetime

from sunward.meetings.models import Meeting


def everybody_leaves(meeting: Meeting, at: datetime) -> int:
    """Whoever is still in the room leaves it with the end of the session."""
    return meeting.attendance.filter(left_at=None, came_at__lte=at).update(left_at=at)
