"""Until when the notice of a meeting or hearing is in time."""

from datetime import date

from sunward.charter import queries as charter
from sunward.meetings.calling.demanding import notice_by
from sunward.meetings.models import Meeting
from sunward.meetings.session.room import Room


def notice_until(number: str) -> date | None:
    """The last day for the notice of a meeting that was called and not told of yet; None for any other."""
    row = Meeting.objects.select_related("roll").filter(number=number).first()
    return last_for_notice(row, Room(row)) if row else None


def last_for_notice(meeting: Meeting, room: Room) -> date | None:
    """The same, for whoever has read its rules already."""
    if meeting.noticed_on or meeting.cancelled_on or meeting.opened_at:
        return None
    if meeting.kind == "session":
        return notice_by(meeting, room.rules)
    return charter.day_before(room.day, room.hearing.notice) if room.hearing else None
