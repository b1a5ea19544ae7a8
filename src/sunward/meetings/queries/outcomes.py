"""What the certified votes of meetings came to: worked out from the figures that were recorded with the certificate."""

from collections.abc import Iterable
from dataclasses import replace

from sunward.ballots.queries import VoteOn
from sunward.ballots.queries.votes import BallotView, VoteCard
from sunward.kernel.memo import remembering
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.elsewhere import SETTLED, told_in
from sunward.meetings.session.outcome import CameTo, came_to
from sunward.meetings.session.room import Room
from sunward.record import queries as record


def outcomes(votes: Iterable[VoteOn | VoteCard | BallotView]) -> dict[str, CameTo]:
    """By vote, of those of yes or no that are certified. Three queries, however many there are, and one for each second
    call and each day by whose rules one was called; none where none is certified."""
    asked = {one.about.id: one.number for one in votes if one.about.type == "item" and _stands(one)}
    if not asked:
        return {}
    rows = AgendaItem.objects.select_related("meeting__roll", "meeting__second_call_of")
    items = rows.filter(number__in=asked, method=None)
    settled = _settled(item.ref for item in items)
    with remembering():
        return {vote: _came_to(item, settled[vote]) for item in items if (vote := asked[item.number]) in settled}


def _stands(vote: VoteOn | VoteCard | BallotView) -> bool:
    return vote.certified_on is not None and vote.annulled_on is None


def _came_to(item: AgendaItem, entry: Entry) -> CameTo:
    came = came_to(Room(item.meeting), item, entry.public["counts"])
    return replace(came, decided_at=told_in(entry))


def _settled(items: Iterable[Ref]) -> dict[str, Entry]:
    """With which figures, by vote; where nobody voted nothing was settled, and none are there."""
    return {one.public["vote"]: one for one in record.results_of(SETTLED, items)}
