"""A petition for a hearing that those who petitioned take along, where its matter was withdrawn and another one is the
same question under another title and kind: which matters that can be, and the way back."""

from collections.abc import Collection, Iterator
from datetime import date

from sunward.ballots import queries as ballots
from sunward.ballots.acts import FollowFacts, FollowMatter
from sunward.decisions.hearing.asked import still_open
from sunward.decisions.hearing.followed import REOPENED_WITHIN, waits
from sunward.decisions.models import Matter
from sunward.disclosure.events import DeskActUndone
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.record import queries as record


def matter_left(petition: Ref, number: str, community: str, on: date) -> Matter | None:
    """The matter of a petition, where it was withdrawn before anybody was heard and the petition waits still. Where it
    has followed to another that goes on, the one that it left: a matter opened beside the true one would keep it."""
    matter = Matter.objects.filter(number=number, community_code=community).first()
    if matter is None or petition not in waits([matter], on):
        return None
    return matter if matter.withdrawn_on else _left_before(petition, community)


def _left_before(petition: Ref, community: str) -> Matter | None:
    moves = record.results_of(FollowMatter.name, [petition])
    former = moves[-1].public["before"] if moves else ""
    return Matter.objects.filter(number=former, community_code=community).exclude(withdrawn_on=None).first()


def fitting(left: Matter, on: date) -> Iterator[Matter]:
    """The matters opened after it, and no later than half a year after it was withdrawn, that are to be decided and on
    which nobody asks to be heard otherwise; newest first."""
    if left.withdrawn_on is None:
        return
    rows = Matter.objects.filter(
        community_code=left.community_code, withdrawn_on=None, pk__gt=left.pk,
        opened_on__lte=left.withdrawn_on + REOPENED_WITHIN,
    ).order_by("-pk")  # fmt: skip
    found = list(rows)
    asked = ballots.matters_waiting(left.community_code, [row.number for row in found], on) if found else frozenset()
    yield from (row for row in found if row.number not in asked and not still_open(row, "", on).breach)


def stranded(community: str, on: date) -> Collection[Ref]:
    """The petitions that wait on a matter withdrawn within that time. Two queries, one where nothing was."""
    since = (on - 2 * REOPENED_WITHIN, on)
    rows = list(Matter.objects.filter(community_code=community, withdrawn_on__range=since))
    return waits(rows, on)


def taken_back(event: DeskActUndone) -> Iterator[Consequence]:
    """Back to the former number, unless it has gone on to another since."""
    entry = record.entry(event.entry)
    if entry is None:
        return
    petition = ballots.petition_signed(event.community, event.made.id)
    if petition and petition.asks_for == entry.public["carried_to"]:
        yield Consequence(FollowMatter, event.made, FollowFacts(matter=entry.public["before"]))
