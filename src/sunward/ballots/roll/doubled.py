"""Places that may be of one person, on a roll and on each vote by it: a mark until the later of the two is struck."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from sunward.ballots.models import Roll, RollEntry, Vote
from sunward.ballots.roll.places import entries_of
from sunward.ballots.roll.striking import struck_before, struck_from
from sunward.ballots.roll.twins import twins_among
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

TWICE = Text(
    "名册上有 {pairs} 个名额与另一个名额同名、同一天出生，可能是同一个人。",
    "Places that share a name and a day of birth with another, and may be the same person's: {pairs}.",
)


def marks_of_twins(roll: Roll) -> Iterator[Finding]:
    """A mark on the roll and on each vote by it; nothing when nobody stands twice."""
    standing = RollEntry.objects.filter(roll=roll, struck_on=None)
    return _marks(roll, standing, struck_from(roll))


def marks_of_twins_in(vote: Vote) -> Iterator[Finding]:
    """The same of a vote, for its result: by the roll as it was when it opened."""
    return _marks(vote.roll, entries_of(vote), struck_before(vote))


def _marks(roll: Roll, there: "QuerySet[RollEntry]", struck: list[int]) -> Iterator[Finding]:
    """Whoever was struck and bears it out by nothing is still one of the two: their strike mends nothing."""
    places = RollEntry.objects.filter(roll=roll).filter(Q(pk__in=there.values("pk")) | Q(pk__in=struck))
    if pairs := twins_among(places if struck else there, roll):
        yield Finding("roll_once_each", False, TWICE.fill(pairs=pairs), roll.source, actual=str(pairs))
