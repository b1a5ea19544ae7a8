"""What the certified votes of meetings came to: worked out from the figures that were recorded with the certificate."""

from collections.abc import Iterable, Mapping

from sunward.ballots.queries import VoteOn
from sunward.ballots.queries.votes import BallotView, VoteCard
from sunward.kernel.memo import remembering
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.outcome import CameTo, came_to
from sunward.meetings.session.room import Room
from sunward.record import queries as record

SETTLED = "meetings.settle_item"


def outcomes(votes: Iterable[VoteOn | VoteCard | BallotView]) -> dict[str, CameTo]:
    """By vote, of those of yes or no that are certified. Three queries, however many there are, and one for each second
    call and each day by whose rules one was called; none where none is certified."""
    asked = {one.about.id: one.number for one in votes if one.about.type == "item" and _stands(one)}
    if not asked:
        return {}
    rows = AgendaItem.objects.select_related("meeting__roll", "meeting__second_call_of")
    items = rows.filter(number__in=asked, method=None)
    counts = _recorded(item.ref for item in items)
    with remembering():
        return {
            vote: came_to(Room(item.meeting), item, counts[vote])
            for item in items
            if (vote := asked[item.number]) in counts
        }


def _stands(vote: VoteOn | VoteCard | BallotView) -> bool:
    return vote.certified_on is not None and vote.annulled_on is None


def _recorded(items: Iterable[Ref]) -> dict[str, Mapping[str, Mapping[str, int]]]:
    """The figures by vote; where nobody voted nothing was settled, and none are there."""
    return {one.public["vote"]: one.public["counts"] for one in record.results_of(SETTLED, items)}
