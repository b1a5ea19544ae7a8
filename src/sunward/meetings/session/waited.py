"""Whether enough people waited in a room in which something was left to decide, and nothing was put to the vote."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sunward.ballots import queries as ballots
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.session.room import Room
from sunward.meetings.session.unanswered import to_be_put

ENOUGH_CAME = Text(
    "注意：{at} 到会的人够了（按到会名单），还有要决定的，他们走以前没有付诸表决。",
    "Alert: enough were there at {at}, by the list of who came, and what was left to decide was not put to the vote "
    "before they went.",
)

# How long enough have to be there at a stretch before whoever leads can be said to have let them wait. No law speaks of
# it; somebody who goes again at once takes a quorum along that nobody could have used.
PATIENCE = timedelta(minutes=15)
TALK = timedelta(hours=1)  # before a vote people talk about it
VOTING = timedelta(minutes=30)  # for as long a vote keeps a room; one that is left open lets it wait
MINUTE = timedelta(minutes=1)


def marks_of_waiting(room: Room, until: datetime) -> Iterator[Finding]:
    """A mark where enough came and waited, and what was left to decide was not put to the vote before they went: the
    evening was lost by no fault of theirs."""
    if since := waited_since(room, until):
        at = f"{since.astimezone(clock.ZONE):%Y-%m-%d %H:%M}"
        yield Finding("enough_came", False, ENOUGH_CAME.fill(at=at), actual=at)


def waited_since(room: Room, until: datetime) -> datetime | None:
    """From which moment on enough were there, as long as that at a stretch, or an hour before a vote, with something
    left to decide in the end; None where they never were."""
    if not to_be_put(room.to_decide):
        return None
    begins, since = room.meeting.starts_at, None
    put = ballots.votes_on(*(item.ref for item in room.to_decide))
    votes = [(one.opened_at, min(one.closed_at or until, one.opened_at + VOTING)) for one in put]
    came = {_to_next_minute(hour) for stay in room.stays for hour in (stay.came_at, stay.left_at) if hour}
    changes = {hour for hour in {*came, *(hour for vote in votes for hour in vote)} if begins < hour < until}
    for at in [begins, *sorted(changes), until]:
        voting = any(opened <= at < closed for opened, closed in votes)
        met = at < until and not voting and room.head_count(at).met
        if since is not None and not met and at - since >= (TALK if voting else PATIENCE):
            return since
        since = (since or at) if met else None
    return None


def _to_next_minute(hour: datetime) -> datetime:
    """A room of thousands is looked at once a minute, and not once for each of them."""
    whole = hour.replace(second=0, microsecond=0)
    return whole if whole == hour else whole + MINUTE
