"""The hours of a poll: announced with its call, held to when it opens and when it closes."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sunward.elections.models import Election, Recall, RunOff
from sunward.kernel import clock
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

# No law here says for how long a poll is open. A few hours of a working day let those decide who are at home by day,
# and a turnout that is missed ends a recall; so nobody opens a poll for less, and one that ends before people are home
# from work is marked. Hours at which people sleep are none of them; until when a meeting may begin is another thing.
SHORTEST, HOME_AT = timedelta(hours=6), 19
COUNTS_FROM, COUNTS_UNTIL = 7, 21
# For so long whoever is to open it is waited for. Then others may, and enough of the day has to be left to them; at
# ten there is, however early it was to open.
PATIENCE, OPEN_BY = timedelta(minutes=30), 10
FROM, UNTIL = "08:00", "19:00"  # to be written over in the call
LIKE = Text("如 {hour}", "such as {hour}")
AS_BEFORE = Text("不填就照原来公告的", "leave it empty for what was announced")
NOT_TOO_EARLY = Text(
    "{hint}；工作日早于 {home} 点结束的，上班的人不容易来，会一直写明",
    "{hint}; one that ends before {home}:00 on a working day keeps a mark: whoever works can hardly come",
)
LONG_ENOUGH = Text(
    "投票至少开放 {hours} 小时，只算 {waking} 点到 {asleep} 点的。",
    "A poll is open for {hours} hours at least, between {waking}:00 and {asleep}:00.",
)
FOR_OTHERS = Text(
    "最迟 {hour} 开始：没有人开的，别人还来得及开。",
    "It opens at {hour} at the latest, so that others can still open it where nobody does.",
)
NOT_EARLIER = Text("在公告的时间 {hour} 或者以后开始。", "It opens at {hour}, as announced, or later.")
NOT_SHORTER = Text("在公告的时间 {hour} 或者以后结束。", "It ends at {hour}, as announced, or later.")
LATE = Text("注意：公告 {hour} 开始，开晚了。", "Alert: announced for {hour}, opened late.")
BEFORE_THEY_ARE_HOME = Text(
    "注意：工作日 {hour} 点以前就结束，上班的人不容易来。",
    "Alert: it ends before {hour}:00 on a working day; whoever works can hardly come.",
)
CALLED_TOO_EARLY = Text(
    "{day} 是工作日，{hour} 点以前就结束，上班的人不容易来。照这样开始投票，会一直写明；开始投票时还可以定得晚一些。",
    "{day} is a working day: whoever works can hardly come before {hour}:00. Opened like this, it keeps a mark; "
    "whoever opens the poll can still let it end later.",
)


Polled = Election | Recall | RunOff  # what a poll is called for


class Hours(NamedTuple):
    """From when until when a poll is open, on its day."""

    opens: time
    closes: time

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


def opening_hour(default: str = FROM) -> Any:
    """The fact that says when a poll opens."""
    return asked("几点开始投票", "opening hour", hint=_hint(default), default=default)


def closing_hour(default: str = UNTIL) -> Any:
    """The fact that says when it closes."""
    hint = _hint(default)
    told = Text(
        NOT_TOO_EARLY.zh.format(hint=hint.zh, home=HOME_AT), NOT_TOO_EARLY.en.format(hint=hint.en, home=HOME_AT)
    )
    return asked("几点结束投票", "closing hour", hint=told, default=default)


def _hint(default: str) -> Text:
    return LIKE.fill(hour=default) if default else AS_BEFORE


def hour_in(field: str, said: str) -> time:
    """An hour of the day, as written.

    Raises:
        FactsError: at `field`, for what is no hour.
    """
    try:
        return datetime.strptime(said.strip().replace("：", ":"), "%H:%M").time()  # noqa: DTZ007 - an hour alone
    except ValueError:
        raise unusable(field, "请写成 18:00 这样的时间。", "Write an hour like 18:00.") from None


def hours_in(opens: str, closes: str) -> Hours:
    """Both hours of a call."""
    return Hours(hour_in("from_hour", opens), hour_in("until_hour", closes))


def hours_of(row: Polled) -> Hours | None:
    """Those that were announced; none for what was called before they were asked for."""
    return Hours(row.from_hour, row.until_hour) if row.from_hour and row.until_hour else None


def awaits_its_poll(row: Recall, on: date) -> bool:
    """Whether the vote on a recall was called for a day that is not over, and not opened: one that was called again has
    a poll behind it."""
    return row.voting_day is not None and row.voting_day >= on and row.polled_on != row.voting_day


def moment_of(day: date, hour: time) -> datetime:
    """That hour of a day."""
    return clock.moment(day, hour.hour, hour.minute)


def long_enough(opens: datetime, closes: datetime) -> Finding:
    """A poll that few can come to would end the question by itself."""
    day = clock.civil_day(opens)
    waking, asleep = clock.moment(day, COUNTS_FROM), clock.moment(day, COUNTS_UNTIL)
    ok = min(closes, asleep) - max(opens, waking) >= SHORTEST
    hours = SHORTEST // timedelta(hours=1)
    text = LONG_ENOUGH.fill(hours=hours, waking=COUNTS_FROM, asleep=COUNTS_UNTIL)
    said = f"{hour_said(opens)}–{hour_said(closes)}"
    return Finding("open_long_enough", ok, text, required=f">= {hours} h", actual=said)


def announced(hours: Hours, day: date) -> Iterator[Finding]:
    """What is asked of the hours of a call: enough of the day, and enough of it for others, where nobody opens it."""
    opens = moment_of(day, hours.opens)
    yield long_enough(opens, moment_of(day, hours.closes))
    last = clock.moment(day, COUNTS_UNTIL) - SHORTEST - PATIENCE
    text = FOR_OTHERS.fill(hour=hour_said(last))
    yield Finding("time_for_others", opens <= last, text, required=f"<= {hour_said(last)}", actual=hour_said(opens))


def told_of_hours(hours: Hours | None, day: date) -> list[Finding]:
    """What a call says of its hours while they can still be made longer. It breaks no rule: whoever opens the poll may
    let it end later."""
    if hours is None or not _in_working_hours(day, moment_of(day, hours.closes)):
        return []
    text = CALLED_TOO_EARLY.fill(day=day, hour=HOME_AT)
    return [Finding("called_for_working_hours", True, text, actual=f"{hours.closes:%H:%M}")]


def _in_working_hours(day: date, closes: datetime) -> bool:
    return registry.is_working_day(day) and closes < clock.moment(day, HOME_AT)


def as_announced(hours: Hours | None, opens: datetime, closes: datetime) -> Iterator[Finding]:
    """Neither opened before its hour nor closed before it: people come when they were told to."""
    if hours:
        day = clock.civil_day(opens)
        first, last = moment_of(day, hours.opens), moment_of(day, hours.closes)
        yield Finding(
            "opens_at_its_hour", opens >= first, NOT_EARLIER.fill(hour=hour_said(first)), actual=hour_said(opens)
        )
        yield Finding(
            "closes_at_its_hour", closes >= last, NOT_SHORTER.fill(hour=hour_said(last)), actual=hour_said(closes)
        )


def poll_due(row: Polled, day: date) -> datetime:
    """The moment from which whoever is to open the poll of a day is waited for no longer."""
    hours, by_then = hours_of(row), clock.moment(day, OPEN_BY)
    return max(by_then, moment_of(day, hours.opens) + PATIENCE) if hours else by_then


def marks_of_hours(hours: Hours | None, opens: datetime, closes: datetime) -> list[Finding]:
    """Whether it opened when it was to, and whether people who work that day have time to come."""
    day, found = clock.civil_day(opens), []
    if hours and opens > moment_of(day, hours.opens) + PATIENCE:
        text = LATE.fill(hour=f"{hours.opens:%H:%M}")
        found.append(Finding("opened_late", False, text, actual=hour_said(opens)))
    if _in_working_hours(day, closes):
        text = BEFORE_THEY_ARE_HOME.fill(hour=HOME_AT)
        found.append(Finding("ends_in_working_hours", False, text, actual=hour_said(closes)))
    return found


def hour_said(at: datetime) -> str:
    """The hour of a moment."""
    return f"{at.astimezone(clock.ZONE):%H:%M}"
