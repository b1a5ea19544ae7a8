"""Voting days that were moved: at the last moment, when people kept the day free, or again and again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sunward.elections.models import Election
from sunward.elections.polling.runoffs import FULL_DAY
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Entry
from sunward.kernel.text import Text
from sunward.record import queries as record

MOVING, POSTING = "elections.move_voting_day", "elections.post_candidates"
OPENING, VOIDING = "elections.open_poll", "elections.void_move"
TOLD_BEFORE = Text(
    "新的选举日最早 {first}：和改期之间至少隔一整天，人人都能知道。",
    "The new day is {first} at the earliest: a full day lies between, so that everybody hears of it.",
)
MOVED_LATE = Text(
    "注意：选举日原定 {before}，到 {moved} 才改期，和原来的日子之间不足一整天：有人可能已经白跑一趟。",
    "Alert: the voting day, {before}, was moved on {moved}, less than a full day before: people may have come in vain.",
)
ONCE_LATE = Text(
    "选举日已经有一次临到日子才改期：这一次照公告的日子投票；没有人开的，到时由监督委员会或者街道宣布开始。",
    "The voting day was moved at the last moment before: this time the poll is held on its day, and opened by the "
    "supervision committee or the street where nobody else does.",
)
FIRST_TIME = Text("选举日没有临到日子改过。", "The voting day has not been moved at the last moment before.")
MOVED_AGAIN = Text(
    "注意：选举日改过 {times} 次，最早定在 {first}。",
    "Alert: the voting day has been moved {times} times; it was first named for {first}.",
)


@dataclass(frozen=True, slots=True)
class Moves:
    """How often a voting day was moved until it was the day that it is, and for which day it was first named."""

    times: int
    first: date

    @property
    def marks(self) -> Iterator[Finding]:
        """One move can have any reason; after the second people have planned for three days."""
        if self.times > 1:
            text = MOVED_AGAIN.fill(times=self.times, first=self.first)
            yield Finding("moved_again", False, text, actual=str(self.times))


def too_late(before: date, on: date) -> bool:
    """Whether a voting day is so near that people keep it free."""
    return before < on + FULL_DAY


def told_before(day: date, on: date) -> Finding:
    """Whether people hear of the new day in time."""
    first = on + FULL_DAY
    return Finding("told_before", day >= first, TOLD_BEFORE.fill(first=first), required=f">= {first}", actual=str(day))


def once_late(election: Election, on: date) -> Iterator[Finding]:
    """One who moves it on the eve, each time, keeps the old members in office. A day that has passed is another thing:
    whoever steps in moves it. So is one on which no poll can be opened, for want of a roll or a list."""
    near = election.polled_on is None and on <= election.voting_day and too_late(election.voting_day, on)
    if near and election.roll_id and election.candidates_posted_on:
        yield Finding.either("moved_late_once", not _used_up(election), FIRST_TIME, ONCE_LATE)


def marks_of_moves(election: Election) -> Iterator[Finding]:
    """Each move at the last moment, and how many there were; of a poll that was annulled none is."""
    for entry in _moved_late(election):
        before, moved = entry.public["before"], clock.civil_day(entry.recorded_at)
        yield Finding("moved_late", False, MOVED_LATE.fill(before=before, moved=moved), actual=str(before))
    yield from moves_of(election).marks


def moves_of(election: Election) -> Moves:
    """From the day that stands back to the first that was named, whoever moved it: a move that was put back led to
    another day. After a poll was annulled another is named anew."""
    found = Moves(0, election.voting_day)
    moves = record.results_of(MOVING, [election.ref])
    polls = record.results_of(OPENING, [election.ref]) if moves else []
    polled = {str(clock.civil_day(one.claimed_at or one.recorded_at)) for one in polls}
    for one in reversed(moves):
        if one.public["voting_day"] != str(found.first):
            continue
        if one.public["before"] in polled:
            break
        found = Moves(found.times + 1, date.fromisoformat(one.public["before"]))
    return found


def moved_since_the_list(election: Election) -> bool:
    """Whether the voting day that stands was named after the candidates were posted; one that was put back was not."""
    posted = record.results_of(POSTING, [election.ref])
    moves = record.results_of(MOVING, [election.ref])
    stands = [one for one in moves if one.public["voting_day"] == str(election.voting_day)]
    return bool(posted and stands) and stands[-1].recorded_at > posted[-1].recorded_at


def _moved_late(election: Election) -> list[Entry]:
    """None of them is ever put back: it is too near for people to be told."""
    return [one for one in record.results_of(MOVING, [election.ref]) if one.public.get("late")]


def _used_up(election: Election) -> bool:
    """Whether a move on the eve was theirs. One that a clerk had entered alone, by an upheld dispute, was not; of two
    one counts, or a day would be moved and the move disputed each evening."""
    late = [one.ref for one in _moved_late(election)]
    if len(late) != 1:
        return bool(late)
    return late[0] not in {one.public.get("undone") for one in record.results_of(VOIDING, [election.ref])}
