"""Whether enough people waited in a room in which something was left to decide, and nothing was put to the vote."""

from datetime import datetime, timedelta

from sunward.ballots import queries as ballots
from sunward.meetings.session.room import Room

# How long enough have to be there at a stretch before whoever leads can be said to have let them wait. No law speaks of
# it; somebody who goes again at once takes a quorum along that nobody could have used.
PATIENCE = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)


def waited_since(room: Room, until: datetime) -> datetime | None:
    """From which moment on enough were there, as long as that and up to a moment, with something left to decide and no
    vote going on; None where they never were."""
    asked = {item.ref for item in room.to_decide}
    votes = ballots.votes_on(*asked) if asked else ()
    if asked <= {one.about for one in votes if one.stands}:
        return None  # all of it was put, or there was nothing to decide
    hours = [hour for one in votes for hour in (one.opened_at, one.closed_at) if hour]
    begins, since = max([room.meeting.starts_at, *hours]), None
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
