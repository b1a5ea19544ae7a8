"""A poll that was held on paper by its announced hours while the power was cut, and is opened here once they are over:
as of its hour, by the photograph of the signed list of voters."""

from collections.abc import Iterator
from datetime import date, datetime

from sunward.ballots import queries as ballots
from sunward.elections.polling.hours import UNTIL, Polled, hour_in, hours_of, moment_of
from sunward.elections.polling.opening import LIST, TODAY, PollFacts
from sunward.kernel import clock
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.listed import listed
from sunward.kernel.text import Text

SIGNED = Text("附上签了字的领票名单的照片。", "A photograph of the signed list of voters is added.")
BY_THEN = Text("当时已经开始，在结束时间以前。", "It opened before its closing hour.")


def can_be_entered(row: Polled, now: datetime) -> bool:
    """Whether the hours of its poll are over, and not for too long."""
    return row.voting_day is not None and not breaches(ballots.over_and_in_time(_over(row, row.voting_day), now))


def _over(row: Polled, day: date) -> datetime:
    hours = hours_of(row)
    return moment_of(day, hours.closes if hours else hour_in("closes", UNTIL))


def on_its_day(row: Polled, now: datetime, source: str = "") -> Finding:
    """It is opened on the announced day, or entered on the next ones."""
    today = clock.civil_day(now)
    ok = row.voting_day == today or can_be_entered(row, now)
    return Finding("voting_day", ok, TODAY, source, str(row.voting_day or ""), str(today))


def entered(row: Polled, facts: PollFacts, now: datetime, source: str = "") -> Iterator[Finding]:
    """What is asked of whoever says at which hour it began; whoever says none opens it now, on its day."""
    if not facts.at:
        today = clock.civil_day(now)
        yield Finding("voting_day", row.voting_day == today, TODAY, source, str(row.voting_day or ""), str(today))
        return
    day = row.voting_day or clock.civil_day(now)
    closes = facts.closing(day, hours_of(row))
    yield from ballots.over_and_in_time(closes, now)
    yield Finding("opened_before_its_close", facts.opened(day, now) < closes, BY_THEN, actual=facts.at)
    yield Finding.either("signed_list", facts.proof is not None, SIGNED, LIST)
    yield Finding("on_paper", listed(facts.channels) == ["paper"], ballots.BY_PAPER, actual=facts.channels)


def marks_of_late(facts: PollFacts, opened: datetime) -> list[Finding]:
    """What was entered afterwards is marked as such."""
    if not facts.at:
        return []
    text = ballots.POLL_LATE.fill(at=f"{opened.astimezone(clock.ZONE):%Y-%m-%d %H:%M}")
    return [Finding("entered_late", False, text, actual=str(clock.civil_day(opened)))]
