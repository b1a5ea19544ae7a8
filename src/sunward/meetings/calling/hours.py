"""The hours that people name."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sunward.kernel import clock
from sunward.kernel.facts import unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.rules.days import moment_on

FURTHEST = timedelta(days=2 * 366)  # a typed year is no plan, and days without end are none that can be counted on

# How long a room waits for those who are late before too few are said to have come; no law here speaks of it. Without a
# wait whoever wants no meeting would end it in the minute in which it is to begin, before the door is open.
WAIT = timedelta(minutes=30)
# Between these an evening begins: people are awake, and can still walk home. No law here speaks of it; an evening that
# people forced and that begins at four in the morning would be held by nobody.
BEGINS_FROM, BEGINS_UNTIL = 7, 22
BY_DAY = Text("开会的时间在早上 {waking} 点到晚上 {asleep} 点。", "It begins between {waking}:00 and {asleep}:00.")
AT_NIGHT = Text(
    "联名或者监督委员会要求的会，要在早上 {waking} 点到晚上 {asleep} 点开始。",
    "What a petition or the supervision committee asked for begins between {waking}:00 and {asleep}:00.",
)

ASLEEP_THEN = Text(
    "注意：{at} 开会，那时人们大多睡了。",
    "Alert: it is to begin at {at}, when most people are asleep.",
)


def hour_to_come(day: date, at: str, now: datetime) -> datetime:
    """The moment for which a meeting is called.

    Raises:
        FactsError: at `at` for what is no time, at `held_on` for one that has passed.
    """
    found = moment_on(day, at)
    if found is None:
        raise unusable("at", "请写成 19:30 这样的时间。", "Write a time like 19:30.")
    if found <= now:
        raise unusable("held_on", "会议要在以后开。", "A meeting is called for a time to come.")
    if found > now + FURTHEST:
        raise unusable("held_on", "会议最远提前两年召集。", "A meeting is called at most two years ahead.")
    return found


def by_day(starts_at: datetime) -> Finding:
    """Whether a meeting that others forced begins while people are up."""
    hour = starts_at.astimezone(clock.ZONE)
    ok, waking = BEGINS_FROM <= hour.hour < BEGINS_UNTIL, f"{BEGINS_FROM}:00-{BEGINS_UNTIL}:00"
    text = (BY_DAY if ok else AT_NIGHT).fill(waking=BEGINS_FROM, asleep=BEGINS_UNTIL)
    return Finding("waking_hours", ok, text, required=waking, actual=f"{hour:%H:%M}")


def at_night(starts_at: datetime) -> Iterator[Finding]:
    """A mark where a meeting that nobody forced is called for the night: whoever calls it may have a reason."""
    hour = starts_at.astimezone(clock.ZONE)
    if not BEGINS_FROM <= hour.hour < BEGINS_UNTIL:
        at = f"{hour:%H:%M}"
        yield Finding("at_night", False, ASLEEP_THEN.fill(at=at), actual=at)
