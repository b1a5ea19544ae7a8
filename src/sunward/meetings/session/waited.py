"""Whether enough people waited in a room in which something was left to decide, and nothing was put to the vote."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sunward.ballots import queries as ballots
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.calling.again import ENOUGH_CAME
from sunward.meetings.session.room import Room
from sunward.meetings.session.waiting import Waiting

CAME = Text(
    "注意：{at} 到会的人够了（按到会名单），还有要决定的，他们走以前没有付诸表决。",
    "Alert: enough were there at {at}, by the list of who came, and what was left to decide was not put to the vote "
    "before they went.",
)

# How long enough have to be there at a stretch before whoever leads can be said to have let them wait. No law speaks of
# it; somebody who goes again at once takes a quorum along that nobody could have used.
PATIENCE = timedelta(minutes=15)
TALK = timedelta(hours=1)  # before a vote people talk about it
# For as long a vote keeps a room, by hands, or by a roll call or on paper; one that is left open lets it wait.
VOTING, LONG_VOTE = timedelta(minutes=30), timedelta(minutes=90)
MINUTE = timedelta(minutes=1)


def marks_of_waiting(room: Room, until: datetime) -> Iterator[Finding]:
    """A mark where enough came and waited, and what was left to decide was not put to the vote before they went: the
    evening was lost by no fault of theirs."""
    if since := waited_since(room, until):
        at = f"{since.astimezone(clock.ZONE):%Y-%m-%d %H:%M}"
        yield Finding(ENOUGH_CAME, False, CAME.fill(at=at), actual=at)


def waited_since(room: Room, until: datetime) -> datetime | None:
    """From which moment on enough were there, as long as that at a stretch, or an hour before a vote, with something
    left to decide in the end; None where they never were."""
    waiting = Waiting(room)
    if not waiting.items:
        return None
    begins, since = room.meeting.starts_at, None
    votes = [(one.opened_at, _keeps(one, until)) for one in ballots.votes_on(*(item.ref for item in room.to_decide))]
    closes = {closed for _opened, closed in votes}
    came = {_to_next_minute(hour) for stay in room.stays for hour in (stay.came_at, stay.left_at) if hour}
    corrected = ballots.corrected_between(room.meeting.roll_id, begins, until) if room.meeting.roll_id else []
    put = {hour for vote in votes for hour in vote}
    changes = {hour for hour in {*came, *corrected, *put} if begins < hour < until}
    room.count_alike([begins, *changes], read=[begins, *corrected])
    for at in [begins, *sorted(changes), until]:
        going_on = any(opened <= at < closed for opened, closed in votes)
        voted = going_on or at in closes
        met = at < until and not going_on and waiting.is_enough(at)
        if since is not None and (voted or not met) and at - since >= (TALK if voted else PATIENCE):
            return since
        since = (at if voted else since or at) if met else None
    return None


def _keeps(vote: ballots.VoteOn, until: datetime) -> datetime:
    """Until when a vote keeps a room: to its close, and no longer than such a vote can take."""
    longest = VOTING if {*vote.channels} == {"hands"} else LONG_VOTE
    return min(vote.closed_at or until, vote.opened_at + longest)


def _to_next_minute(hour: datetime) -> datetime:
    """A room of thousands is looked at once a minute, and not once for each of them."""
    whole = hour.replace(second=0, microsecond=0)
    return whole if whole == hour else whole + MINUTE
