"""A poll that was held on paper because the power was cut: what is asked of its entry once its hours are over."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sunward.ballots.models import Vote
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

# How long a poll on paper can be entered, as long as an evening of a meeting; no law here speaks of it. Longer than a
# weekend without power, and short enough that everybody still remembers who was there.
ENTERED_WITHIN = timedelta(days=3)
PAPER = "paper"

OVER = Text("投票的时间已经过了。", "The hours of the poll are over.")
NOT_OVER = Text(
    "投票的时间还没有过：当场发票；补记要等公告的时间过了。",
    "Its hours are not over: sheets are handed out now, and entered afterwards once the announced hour has passed.",
)
ENTERED_UNTIL = Text("最晚 {last} 补记。", "Entered afterwards until {last}.")
BY_PAPER = Text(
    "补记的投票只能是纸质票：没有电，别的渠道当时开不了。",
    "A poll that is entered afterwards was on paper: without power no other channel was open.",
)
A_POLL = Text("会场以外、公布了截止时间的纸质票。", "A poll on paper, outside a meeting, with an announced hour.")


def over_and_in_time(closes: datetime, now: datetime) -> Iterator[Finding]:
    """Its hours are over, and not for long. Both bar: the hours pass by themselves, and whoever kept the poll on paper
    has the paper. What is entered lengthens it for nobody: the box was shut at its hour."""
    over = now > closes
    yield Finding.either("afterwards", over, OVER, NOT_OVER, actual=f"{now.astimezone(clock.ZONE):%H:%M}")
    on, last = clock.civil_day(now), clock.civil_day(closes) + ENTERED_WITHIN
    yield Finding("entered_in_time", on <= last, ENTERED_UNTIL.fill(last=last), required=f"<= {last}", actual=str(on))


def can_be_listed(vote: Vote, now: datetime) -> Iterator[Finding]:
    """Whether sheets of a vote can be entered from its signed list now."""
    poll = vote.in_room is None and vote.closes_at is not None and PAPER in vote.channels
    yield Finding("poll_on_paper", poll, A_POLL)
    if vote.closes_at is not None:
        yield from over_and_in_time(vote.closes_at, now)
