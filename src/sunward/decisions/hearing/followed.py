"""A matter that is withdrawn and opened again under another number: who asked to be heard on it still does.

Otherwise a petition that enough signed would be got rid of with two clicks. Titles are easily changed, so the kind
decides; where it takes in a matter that was another one, people are heard once more than they asked for.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sunward.ballots import queries as ballots
from sunward.ballots.acts import FollowFacts, FollowMatter
from sunward.decisions.hearing.asked import still_open
from sunward.decisions.models import Matter
from sunward.decisions.plan import Plans
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.meetings import queries as meetings
from sunward.meetings.queries import HearingCard

REOPENED_WITHIN = timedelta(days=183)


def brought_along(opened: Matter, on: date) -> Iterator[Consequence]:
    """What follows when a matter is opened: a petition that waits on a withdrawn one of its kind goes with it."""
    rows = Matter.objects.filter(
        community_code=opened.community_code, kind=opened.kind, withdrawn_on__range=(on - REOPENED_WITHIN, on)
    )
    yield from _followed(list(rows), opened, on)


def handed_on(withdrawn: Matter, on: date) -> Iterator[Consequence]:
    """What follows when a matter is withdrawn: its petition goes to the newest of its kind that was opened later."""
    later = Matter.objects.filter(
        community_code=withdrawn.community_code, kind=withdrawn.kind, withdrawn_on=None, pk__gt=withdrawn.pk
    )
    for matter in later.order_by("-pk"):
        if not still_open(matter, "", on).breach and not ballots.hearing_asked(matter.community_code, matter.number):
            yield from _followed([withdrawn], matter, on)
            return


def _followed(withdrawn: list[Matter], opened: Matter, on: date) -> Iterator[Consequence]:
    """One petition goes along, for one hearing is asked for at a time: the first that was reached, or the newest."""
    if not withdrawn or Plans().charter_of(opened).hearing_for(opened.kind) is None:
        return
    heard = {one.about for one in _held_on(withdrawn)}
    numbers = [row.number for row in withdrawn if row.ref not in heard]
    waiting = ballots.hearings_waiting(opened.community_code, numbers, on)
    if waiting:
        yield Consequence(FollowMatter, waiting[0], FollowFacts(matter=opened.number))


def _held_on(matters: list[Matter]) -> list[HearingCard]:
    """Whoever was heard before it was withdrawn need not be heard again; a hearing still to come heeds nobody."""
    cards = meetings.hearings_about(*(Ref("matter", row.number) for row in matters))
    return [one for one in cards if one.closed and one.in_order]
