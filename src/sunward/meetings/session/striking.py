"""Whether people who were struck from the roll, had they been on it, could have turned the vote on an item; or votes
that are in doubt."""

from collections.abc import Mapping

from sunward.ballots import queries as ballots
from sunward.ballots.queries import swung
from sunward.kernel.findings import breaches
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.results import Counts, figures_of
from sunward.meetings.session.room import Room
from sunward.meetings.session.voting import Aside


def turns_item(about: Ref, vote: str, struck: int) -> bool:
    """With so many more on the roll who stay at home, or come and all vote one way."""
    item = AgendaItem.objects.select_related("meeting__roll").get(number=about.id)
    room = Room(item.meeting)
    counts = figures_of(room, item, vote)
    area = ballots.struck_area(vote)  # of all who were struck: no less than that of those in question
    of, more = room.counted_as, Aside(struck, struck, Aside(area, area))
    voting = [more.with_votes(counts, of, choice) for choice in ("for", "against")]
    return len({_result(room, item, each) for each in (counts, more.in_base(counts, of), *voting)}) > 1


def swings_item(about: Ref, vote: str, taken: Mapping[str, int], more: int) -> bool:
    """Without the votes that are taken off, and with so many others, all cast one way."""
    item = AgendaItem.objects.select_related("meeting__roll").get(number=about.id)
    room = Room(item.meeting)
    counts = figures_of(room, item, vote)
    own = counts[room.counted_as]
    votes = {key: own.get(key, 0) for key in ("for", "against", "abstain")}
    moved = [
        each | {"cast": own["cast"] - sum(votes.values()) + sum(each.values())} for each in swung(votes, taken, more)
    ]
    return len({_result(room, item, counts | {room.counted_as: own | each}) for each in [own, *moved]}) > 1


def _result(room: Room, item: AgendaItem, counts: Counts) -> tuple[bool, bool]:
    """Whether enough took part, and whether it is carried."""
    rules = room.rules_on(item.matter_kind)
    return not breaches(rules.attendance(counts)), not breaches(rules.attendance(counts, majority=True))
