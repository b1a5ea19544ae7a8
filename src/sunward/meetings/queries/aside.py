"""Whom others put aside: for them to see that they were, and to say that it is not so."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.kernel import clock
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.models import OffBase
from sunward.meetings.rules.aside import ABSENT, REASONS
from sunward.meetings.session.acting import over


@dataclass(frozen=True, slots=True)
class PutAside:
    """An item on which somebody does not vote by the word of others. `open`: they can take it back themselves;
    `entry`: which they can dispute, empty where it rests on a rule about whoever is absent."""

    item: Ref
    title: Text
    meeting: str
    reason: Text
    on: date
    open: bool
    entry: str


def put_aside(person: str, community: str, on: date) -> list[PutAside]:
    """Those of the meetings of the last year, newest first. One query while nobody was put aside."""
    others = Q(by_others=True) | Q(reason__in=[reason for reason, _words in ABSENT])
    rows = OffBase.objects.filter(
        others, taken_back_on=None, void_on=None, item__meeting__community_code=community,
        item__meeting__cancelled_on=None, item__meeting__starts_at__gte=clock.moment(on - LOOKED_BACK, 0),
    )  # fmt: skip
    found = list(rows.select_related("item__meeting").order_by("-pk"))
    rolls = {row.item.meeting.roll_id for row in found} - {None}
    places = {one.key for one in ballots.places_of(person, [roll for roll in rolls if roll])} if rolls else set()
    mine = [row for row in found if row.entry_id in places]
    votes = [one for one in ballots.votes_on(*(row.item.ref for row in mine)) if one.stands]
    return [_of(row, [one for one in votes if one.about == row.item.ref]) for row in mine]


def _of(row: OffBase, votes: Collection[VoteOn]) -> PutAside:
    """Until the vote opens they take back what anybody entered; while it runs, what rests on the word of others."""
    running = bool(row.by_others) and any(one.closed_at is None for one in votes)
    still = over(row.item.meeting) is None and (running or not votes)
    entry = (row.entered_in or "") if row.by_others else ""
    return PutAside(row.item.ref, Text.of(row.item.title), row.item.meeting.number, REASONS[row.reason],
                    row.recorded_on, still, entry)  # fmt: skip


def by_entry(entry: str) -> frozenset[str]:
    """Whom an entry put aside by the word of somebody else: whoever may fill the place on the roll."""
    row = OffBase.objects.filter(entered_in=entry, by_others=True).select_related("item__meeting").first()
    roll = row.item.meeting.roll_id if row else None
    if row is None or roll is None:
        return frozenset()
    return ballots.people_of(ballots.places(roll, clock.now()), roll).get(row.entry_id, frozenset())
