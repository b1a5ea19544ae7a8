"""The list of those who want to speak: open until it is closed, numbered as people come, fixed by its digest."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import Meeting, Speaker
from sunward.registry import queries as registry

OPEN = Text("名单还没有截止。", "The list is open.")
CLOSED = Text("名单已经截止。", "The list has been closed.")
BEFORE = Text("会还没有开始。", "The hearing is still to begin.")
BEGUN = Text("会已经开始。", "The hearing has begun.")
OPEN_UNTIL = 9  # o'clock, on the day before: whoever reads of it can still come, and those drawn have a day
TIME_IS_UP = Text("报名的时间已经过了：{until} 以前都可以报名。", "The time to apply is over: it lasted until {until}.")
TIME_RUNS = Text(
    "报名至少到 {until}：名单不能提前截止。", "People can apply at least until {until}: no list closes earlier."
)


def list_is_open(meeting: Meeting) -> Iterator[Finding]:
    """Whether anybody can still be put on the list."""
    yield Finding.either("list_open", getattr(meeting, "speakers_list", None) is None, OPEN, CLOSED)
    yield Finding.either("before_opening", meeting.opened_at is None, BEFORE, BEGUN)


def open_until(starts_at: datetime) -> datetime:
    """Until when at least people can apply: the morning of the day before. No rule book names another hour."""
    return clock.moment(clock.civil_day(starts_at) - timedelta(days=1), OPEN_UNTIL)


def time_to_apply(meeting: Meeting, now: datetime) -> Finding:
    """Whether everybody who reads of it had until then: the hour passes by itself."""
    until = open_until(meeting.starts_at)
    text = (TIME_IS_UP if now >= until else TIME_RUNS).fill(until=f"{until.astimezone(clock.ZONE):%Y-%m-%d %H:%M}")
    return Finding("time_to_apply", now >= until, text)


def put_on_list(
    meeting: Meeting, person: str, on: date, *, by: str = "", entry: str = "", chosen_on: date | None = None
) -> Speaker:
    """The next number of the list is theirs."""
    return Speaker.objects.create(
        meeting=meeting,
        number=meeting.speakers.count() + 1,
        person_id=registry.person_row(person),
        nominated_by=by,
        entry=entry or None,
        applied_on=on,
        chosen_on=chosen_on,
    )


def apply(meeting: Meeting, person: str, on: date, entry: str, chosen_on: date | None = None) -> Speaker:
    """The next number is theirs; or the one that they had before, and left, or by which a clerk had put them on the
    list, and that was struck. `chosen_on` where no lots decide."""
    known = meeting.speakers.filter(person_id=registry.person_row(person)).first()
    if known is None:
        return put_on_list(meeting, person, on, entry=entry, chosen_on=chosen_on)
    known.struck_on, known.entry, known.chosen_on = None, entry, chosen_on
    known.left_on = known.left_entry = known.left_after = None
    if chosen_on:  # they come forward themselves, whoever had named them
        known.nominated_by = ""
    known.save(update_fields=["struck_on", "entry", "chosen_on", "nominated_by", "left_on", "left_entry", "left_after"])
    return known


def list_digest(meeting: Meeting) -> str:
    """SHA-256 over the numbers and whom they stand for; nobody can be slipped in or exchanged under the same digest."""
    rows = meeting.speakers.order_by("number").values_list("number", "person__number")
    return hashlib.sha256("\n".join(f"{number} {person}" for number, person in rows).encode()).hexdigest()
