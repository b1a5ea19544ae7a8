"""The list at the door, on paper before the power is cut: from an hour before people vote on paper, while they do."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits
from sunward.meetings import queries as meetings

AHEAD = timedelta(hours=1)
PRINTING = "ballots.freeze_roll"
BEFORE = Text(
    "{hour} 开始：现在打印签到名册，停电也能投票",
    "begins at {hour}: print the list to sign, so that no power cut stops it",
)
RUNNING = Text(
    "正在投票：打印写明谁已经投票、谁已经领票的名册，停电时用；隔一会儿再打印",
    "people are voting: print the list of who has voted or holds a sheet, for a power cut, and again after a while",
)


def to_print(viewer: Viewer, on: date) -> list[Waits]:
    """For the first office whom the list of powers lets print the list at the door, so that one does. Two queries, and
    those of the polls of a day."""
    now, printing = clock.now(), charter.holders_of(PRINTING, viewer.community, on) if viewer.posts else ()
    first = next(iter(printing), "") in viewer.posts
    if not first or on != clock.civil_day(now) or not ballots.may_print_marks(viewer):
        return []
    return [*_running(viewer, now), *_sessions(viewer, now), *_polls(viewer, now)]


def _running(viewer: Viewer, now: datetime) -> Iterator[Waits]:
    for vote in ballots.open_votes(viewer.community, now):
        if "paper" in vote.channels:
            yield Waits(vote.ref, vote.question, RUNNING, None)


def _sessions(viewer: Viewer, now: datetime) -> Iterator[Waits]:
    """Whether it will be voted on paper is said when the question is put: the list is there by then."""
    for one in meetings.about_to_decide(viewer.community, now, now + AHEAD):
        yield Waits(one.roll, Text.of(one.title), _before(one.starts_at), None)


def _polls(viewer: Viewer, now: datetime) -> Iterator[Waits]:
    today = clock.civil_day(now)
    for poll in elections.polls_between(viewer.community, today, today, today):
        opens = datetime.combine(today, poll.span.opens, clock.ZONE) if poll.span else None
        if opens and now < opens <= now + AHEAD:
            yield Waits(poll.ref, poll.of, _before(opens), None)


def _before(begins: datetime) -> Text:
    return BEFORE.fill(hour=f"{begins.astimezone(clock.ZONE):%H:%M}")
