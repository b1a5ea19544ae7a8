"""Whether enough people waited in a room in which nothing was put to the vote."""

from datetime import datetime, timedelta

from sunward.meetings.session.room import Room

# How long enough have to be there at a stretch before whoever leads can be said to have let them wait. No law speaks of
# it; somebody who goes again at once takes a quorum along that nobody could have used.
PATIENCE = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)


def waited_since(room: Room, until: datetime) -> datetime | None:
    """From which moment on enough were there, as long as that and up to a moment; None where they never were."""
    begins, since = room.meeting.starts_at, None
    changes = {_to_next_minute(hour) for stay in room.stays for hour in (stay.came_at, stay.left_at) if hour}
    for at in [*sorted({begins, *(hour for hour in changes if begins < hour < until)}), until]:
        met = at < until and room.head_count(at).met
        if since is not None and not met and at - since >= PATIENCE:
            return since
        since = (since or at) if met else None
    return None


def _to_next_minute(hour: datetime) -> datetime:
    """A room of thousands is looked at once a minute, and not once for each of them."""
    whole = hour.replace(second=0, microsecond=0)
    return whole if whole == hour else whole + MINUTE
