"""Run-offs that were called: for which day, whether one still stands for the vote that left seats open, and which sheet
says so on the board."""

from collections.abc import Iterator
from datetime import date, timedelta

from sunward.ballots import queries as ballots
from sunward.disclosure import queries as disclosure
from sunward.elections.counting.results import Round
from sunward.elections.models import Contest, Declaration, RunOff
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.record import queries as record

ITEM, PUBLISH = "election_run_off", "disclosure.publish"

# Few rules say how long before its day a run-off is told, and none here. A full day lies between, so that whoever works
# or is away hears of it; and two weeks at most, for seats are open and a day far off would leave them so.
FULL_DAY, AT_MOST = timedelta(days=2), timedelta(days=14)
TOLD = Text(
    "投票日最早 {first}：和公告之间至少隔一整天。",
    "Its day is {first} at the earliest: a full day lies between its call and its day.",
)
NOT_FAR = Text(
    "投票日最晚 {last}：在公告后 {days} 天内投票。",
    "Its day is {last} at the latest: the vote is taken within {days} days of its call.",
)

CAN_STAND = Text(
    "上一次投票的结果已经核定，或者还可以核定。", "The vote before it is certified, or can still be certified."
)
CANNOT_STAND = Text(
    "上一次投票有被抽中回访的人说自己没有投票：结果不能核定，只能宣布作废，再重新投票；不另行选举。",
    "Somebody who was asked back after the vote before it did not vote: that vote cannot be certified, only annulled "
    "and taken again, and no run-off follows from it.",
)


def after_a_vote_that_can_stand(last: Round) -> Finding:
    """Bars: it is the voter's own word, as for the certificate, and whoever may annul ends the waiting. Seats that were
    left open by what counts for nothing would be filled by what follows from it."""
    barred = ballots.denied_by_the_drawn(last.vote.number)
    return Finding.either("first_vote_can_stand", not barred, CAN_STAND, CANNOT_STAND, actual=str(barred))


def declared_on(last: Round | None) -> date | None:
    """When the result of a vote was declared."""
    said = Declaration.objects.filter(vote=last.vote.number).first() if last else None
    return said.declared_on if said else None


def newest(contest: Contest, last: Round | None) -> RunOff | None:
    """The run-off that was called last after a vote; none before there is one."""
    return RunOff.objects.filter(contest=contest, after_vote=last.vote.number).last() if last else None


def fell_through(row: RunOff, on: date) -> bool:
    """Whether its day passed without a poll, or what was opened came to nothing: else that would be the last vote."""
    return row.polled_on is not None or row.voting_day < on


def days_between(called: date, day: date) -> Iterator[Finding]:
    """What is asked of the day: people hear of it, and it is not put off."""
    first, last = called + FULL_DAY, called + AT_MOST
    yield Finding("told_before", day >= first, TOLD.fill(first=first), required=f">= {first}", actual=str(day))
    text = NOT_FAR.fill(days=AT_MOST.days, last=last)
    yield Finding("voting_day_in_time", day <= last, text, required=f"<= {last}", actual=str(day))


def sheet_of(contest: Contest, on: date) -> str:
    """The number of what hangs of a run-off for this post, or says that it does not count, by the acts on this post
    that posted it: sheets for others of the same election hang beside it. Empty: none hangs."""
    sheets = disclosure.hung_about(contest.election.ref, ITEM, on)
    posted_by = record.origins(sheets, PUBLISH)
    own = {one.ref for one in record.entries(posted_by.values()) if one.subject == contest.ref}
    number = next((one.id for one in reversed(sheets) if posted_by[str(one)] in own), "")
    return disclosure.newest_of(number) if number else ""
