"""The hour at which a vote closes: a day and an hour, here or with its zone; and how soon it may be."""

import re
from datetime import UTC, date, datetime, timedelta

from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.facts import unusable
from sunward.kernel.halfwidth import halfwidth
from sunward.kernel.hours import moment_on

# How long whoever is there can be expected to need for voting: what time fulfils by itself bars (decision record 0014).
LEAST = timedelta(minutes=10)
# How long a vote on the web is open at least. Whoever is not in the room learns of it late, at work or asleep; ten
# minutes would leave it to the room. No law here speaks of it: outside a meeting a day, so that each has an evening and
# a morning; beside a room two hours, for the evening has to end.
ON_THE_WEB, BESIDE_A_ROOM = timedelta(days=1), timedelta(hours=2)
# From when whoever holds no power closes a vote that was left open: noon of the day after. One that was put before
# midnight would be closed by the first who is up; no law speaks of it.
TO_VOTERS = 12
# Until which hour of the next day an evening goes on: a room that is still at it after midnight enters what it sees. No
# law speaks of it.
NIGHT = 5
# How long somebody can be found who confirms what was called out in a room; no law speaks of it. Longer than a weekend.
TO_CONFIRM = timedelta(days=3)
# How long a question stays open at most. In a room it ends with the evening, or after midnight. Outside one no law here
# sets a time: thirty days are longer than any notice that is asked for. An hour years away is no hour at all: nobody
# could count, and nobody could put the question again. A rule book may say otherwise.
OPEN_AT_MOST, DAYS = "vote_open_at_most", 30
WRITTEN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


def closing_hour(said: str) -> datetime:
    """A day and an hour as a moment in UTC; without a zone it is the community's.

    Raises:
        FactsError: for anything else.
    """
    found = _read(halfwidth(said).strip())
    if found is None:
        raise unusable(
            "closes_at",
            "截止时间请写日期和时间，如 2026-03-20 20:00。",
            "Write a day and an hour, such as 2026-03-20 20:00.",
        )
    return found


def last_day(opened_on: date, community: str, *, in_room: bool) -> date:
    """The last civil day on which a vote that opens now can close."""
    if in_room:
        return opened_on + timedelta(days=1)
    return charter.day_after(opened_on, charter.days(community, OPEN_AT_MOST, opened_on, DAYS))


def least(*, in_room: bool, on_the_web: bool) -> timedelta:
    """How long a vote is open at least."""
    if not on_the_web:
        return LEAST
    return BESIDE_A_ROOM if in_room else ON_THE_WEB


def left_to_voters(last: date) -> datetime:
    """From when anybody on the roll closes a vote that nobody has closed by the last day of those who keep it."""
    return clock.moment(last + timedelta(days=1), TO_VOTERS)


def due_on(opened_on: date, closes_at: datetime | None) -> date:
    """The day on which a vote is to be closed: that of its hour; where none was announced, the day it was opened. What
    was put on paper, a poll too, is opened on the day it is entered: its sheets are entered and counted first."""
    return max(clock.civil_day(closes_at), opened_on) if closes_at else opened_on


def to_the_minute(moment: datetime) -> datetime:
    """As hours are written."""
    return moment.replace(second=0, microsecond=0)


def evening_of(opened_at: datetime) -> date:
    """The day of whose evening a question is that was put in a room: after midnight of the one before."""
    return clock.civil_day(opened_at - timedelta(hours=NIGHT))


def evening_over(opened_at: datetime, now: datetime) -> bool:
    """Whether nobody can still be sitting in the room in which a question was put: a question of after midnight is of
    the evening before, and ends with it."""
    return opened_at < last_night(now)


def last_night(now: datetime) -> datetime:
    """The hour at which the last evening ended: whatever was put in a room before it is over."""
    return clock.moment(evening_of(now), NIGHT)


def evening_hour(opened_at: datetime, said: str) -> datetime | None:
    """That time on the evening on which a question was put: an early hour before it is of the next day, for a room may
    still be at it after midnight. None when it is no time."""
    day = clock.civil_day(opened_at)
    moment = moment_on(day, said)
    if moment and moment < to_the_minute(opened_at) and moment < clock.moment(day, NIGHT):
        return moment_on(day + timedelta(days=1), said)
    return moment


def _read(written: str) -> datetime | None:
    if not WRITTEN.fullmatch(written):
        return None
    try:
        found = datetime.fromisoformat(written)
        return (found if found.tzinfo else found.replace(tzinfo=clock.ZONE)).astimezone(UTC)
    except (ValueError, OverflowError):  # the 30th of February, or a zone that leads out of the calendar
        return None
