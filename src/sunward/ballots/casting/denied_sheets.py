"""Sheets that were entered as handed out to people who say that they never took one. Told by their number alone.

The place is not freed by that word: the sheet may lie in the box, where nobody can tell it from the others, and whoever
put theirs in could say so and vote once more. It is freed where another teller than whoever handed it out finds it
among the unused (`ballots.take_back_paper`)."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from sunward.ballots.casting.delegates import is_of
from sunward.ballots.casting.proxied import is_of_proxy
from sunward.ballots.models import DeniedSheet, Mark, Vote
from sunward.ballots.roll import places
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

PAPER = "paper"
# Of marks joined with what was said of them.
SAYS_SO = Q(denied_sheet__isnull=False, denied_sheet__void_on=None)
NEVER_TAKEN = Text(
    "注意：有 {number} 人说，登记发给自己的纸质票，自己没有领过；这些票可能由别人投进了票箱。",
    "Alert: {number} say that they never took the sheet entered as handed out to them. Somebody else may have put it "
    "into the box.",
)


def sheet_of(vote: Vote, person: str) -> Mark | None:
    """The sheet that stands entered as handed out to somebody: not to their proxy, nor to another of their household
    where it is known who came."""
    any_out = PAPER in vote.channels and Mark.objects.filter(vote=vote, channel=PAPER, withdrawn_on=None).exists()
    place = places.place_of(vote, person) if any_out else None
    mark = places.mark_of(vote, place) if place else None
    return mark if mark and may_deny(vote, mark, person) else None


def may_deny(vote: Vote, mark: Mark, person: str) -> bool:
    """Whether what stands at somebody's place is a sheet of which they can say that they never took it."""
    return mark.channel == PAPER and is_of(mark, person) and not is_of_proxy(vote, mark)


def is_denied_sheet(mark: Mark) -> bool:
    return DeniedSheet.objects.filter(mark=mark, void_on=None).exists()


def denied_sheets(vote: Vote) -> "QuerySet[Mark]":
    """The sheets of a vote that stand as handed out, and were never taken by the word of whom they are entered for."""
    return Mark.objects.filter(SAYS_SO, vote=vote, channel=PAPER, withdrawn_on=None)


def number_denied(vote: Vote) -> int:
    return denied_sheets(vote).count() if PAPER in vote.channels else 0


def public_of_denied(vote: Vote) -> dict[str, object]:
    """What the record keeps of them; nothing where there are none."""
    number = number_denied(vote)
    return {"sheets_denied": number} if number else {}


def marks_of_denied_sheets(vote: Vote) -> Iterator[Finding]:
    """A mark and no bar: whoever dislikes a result could say so of a sheet they put in."""
    if number := number_denied(vote):
        yield Finding("sheets_denied", False, NEVER_TAKEN.fill(number=number), actual=str(number))
