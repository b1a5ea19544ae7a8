"""Votes that stand for people who had died before they were given, and places of such people that counted as filled.
Told with the result, and whether they could turn it. A death that was entered wrongly marks nobody once that is found.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from sunward.ballots.counting.deciding import swings
from sunward.ballots.counting.figures import figures_of, uncounted
from sunward.ballots.models import Mark, RollEntry, Vote
from sunward.ballots.roll.dead import Deaths, before, deaths_of, numbers, said_of
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

VOTED = Text(
    "注意：有 {number} 票记在已经去世的人名下：登记簿里有证明，投票的那天以前已经去世。这些票仍然计入。",
    "Alert: votes that stand for people who had died before the day on which they were given, as the register says by "
    "a certificate: {number}. They stay counted.",
)
THERE = Text(
    "注意：付诸表决时算作到会的，有 {number} 个位置的人已经去世，登记簿里有证明；到会人数里有他们。",
    "Alert: counted as present when the question was put, though by a certificate in the register they had died "
    "before: {number}.",
)
DECIDES = Text(
    "注意：有 {number} 票记在已经去世的人名下；没有这些票，结果就可能不同。",
    "Alert: votes that stand for people who had died before: {number}. Without them the result could be otherwise.",
)


def marks_of_the_dead(vote: Vote) -> Iterator[Finding]:
    """Marks and no bars: whoever is at the door may not know, and a death can be entered wrongly."""
    deaths = deaths_of(vote.roll)
    voted = _voted(vote, deaths) if deaths else {}
    there = [one for place, one in _present(vote, deaths).items() if place not in voted] if deaths else []
    if voted:
        said = said_of(VOTED, [*voted.values()], deaths)
        yield Finding("votes_of_the_dead", False, said, actual=str(len(voted)))
    if there:
        yield Finding("present_of_the_dead", False, said_of(THERE, there, deaths), actual=str(len(there)))
    if voted and _could_turn(vote, len(voted)):
        yield Finding("dead_votes_decide", False, DECIDES.fill(number=len(voted)), actual=str(len(voted)))


def _voted(vote: Vote, deaths: Deaths) -> dict[int, str]:
    """The places with a vote that was given after whoever it is of had died: whose place it is, or who came for a
    household."""
    dead = numbers(deaths)
    theirs = Q(entry__by_household=False, entry__person__number__in=dead) | Q(came__number__in=dead)
    rows = Mark.objects.filter(theirs, vote=vote, withdrawn_on=None).select_related("entry__person", "came")
    found = {row: f"person:{(row.came or row.entry.person).number}" for row in rows}  # type: ignore[union-attr]
    return {row.entry_id: person for row, person in found.items() if deaths[person].day < _given_on(vote, row)}


def _given_on(vote: Vote, mark: Mark) -> date:
    """What is entered later from a list of signatures was given when the question was put, or soon after."""
    later = vote.entered_at is not None or mark.list_sha256 is not None
    return clock.civil_day(vote.opened_at) if later else mark.marked_on


def _present(vote: Vote, deaths: Deaths) -> dict[int, str]:
    """The places of people who were dead, and counted as filled when the question was put."""
    dead = numbers(before(deaths, clock.civil_day(vote.opened_at)))
    rows = RollEntry.objects.filter(pk__in=vote.in_room or (), by_household=False, person__number__in=dead)
    return {place: f"person:{number}" for place, number in rows.values_list("pk", "person__number")}


def _could_turn(vote: Vote, number: int) -> bool:
    """Nobody knows what was chosen for them: each choice is looked at without so many of its votes."""
    if vote.closed_at is None or uncounted(vote):
        return False
    return any(swings(vote, {key: min(number, votes)}, 0) for key, votes in figures_of(vote).chosen.items())
