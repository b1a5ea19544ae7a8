"""Whether people who were struck from the roll, had they been on it, could have turned the vote on an item; or votes
that are in doubt."""

from collections.abc import Mapping, Sequence

from sunward.ballots import queries as ballots
from sunward.ballots.queries import Area, swung
from sunward.ballots.rules.returned import People
from sunward.ballots.rules.words import CHOICES
from sunward.charter.engine.vocabulary import AREA_OF
from sunward.kernel.findings import breaches
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.carrying import adopted_in, alone, asked_of
from sunward.meetings.session.results import figures_of
from sunward.meetings.session.room import Room
from sunward.meetings.session.voting import Aside, Counts


def turns_item(about: Ref, vote: str, struck: int) -> bool:
    """With so many more on the roll who stay at home, or come and all vote one way."""
    item = AgendaItem.objects.select_related("meeting__roll").get(number=about.id)
    room = Room(item.meeting)
    counts = figures_of(room, item, vote)
    area = ballots.struck_area(vote)  # of all who were struck: no less than that of those in question
    of, more = room.counted_as, Aside(struck, struck, Aside(area, area))
    keys = [key for key in asked_of(item) if item.method is None or key in counts[of]]
    voting = [more.with_votes(counts, of, key) for key in keys]
    return len({_result(room, item, each) for each in (counts, more.in_base(counts, of), *voting)}) > 1


def swings_item(about: Ref, vote: str, taken: Mapping[str, int], more: int, area: Area) -> bool:
    """Without the votes that are taken off, and with so many others, all cast one way; with what each of them weighs,
    where the roll weighs."""
    item = AgendaItem.objects.select_related("meeting__roll").get(number=about.id)
    room = Room(item.meeting)
    counts = figures_of(room, item, vote)
    keys = [key for key in item.options or CHOICES if key in counts.get(room.counted_as, {})]
    heads = _moved(counts, room.counted_as, keys, taken, more)
    areas = _moved(counts, AREA_OF.get(room.counted_as, ""), keys, area.taken, area.more)
    moved = [counts | head | weighed for head, weighed in zip(heads, areas, strict=True)]
    return len({_result(room, item, each) for each in [counts, *moved]}) > 1


def without_item(about: Ref, vote: str, back: People) -> bool:
    """Without any of the people who may not be back, in the base, in the room and among the votes."""
    item = AgendaItem.objects.select_related("meeting__roll").get(number=about.id)
    room = Room(item.meeting)
    counts = figures_of(room, item, vote)
    own = counts[room.counted_as]
    chosen = {key: own[key] for key in item.options or CHOICES if key in own}
    ended = _result(room, item, counts)
    for less in back.ways(own["cast"], chosen):
        cast = own["cast"] - less.cast
        left = {
            "entitled": own["entitled"] - less.base,
            "present": max(own["present"] - less.there, cast),
            "cast": cast,
        }
        if _result(room, item, counts | {room.counted_as: {**own, **left, **less.chosen}}) != ended:
            return True
    return False


def _moved(counts: Counts, of: str, keys: Sequence[str], taken: Mapping[str, int], more: int) -> list[Counts]:
    """The figures of a class, or of its area, in each way in which the votes could be; nothing where there are none.
    Where a ballot can name several choices fewer of them are gone than votes: none has more than there are ballots; and
    whoever voted was there."""
    own = counts.get(of, {})
    votes = {key: own.get(key, 0) for key in keys or CHOICES}
    there = of in counts and not votes.keys().isdisjoint(own)
    if not there:
        return [{} for _each in swung(votes, taken, more)]
    return [{of: own | each | _cast(own, votes, each)} for each in swung(votes, taken, more)]


def _cast(own: Mapping[str, int], votes: Mapping[str, int], moved: Mapping[str, int]) -> dict[str, int]:
    cast = max(own["cast"] - sum(votes.values()) + sum(moved.values()), *moved.values())
    return {"cast": cast} | ({"present": max(own["present"], cast)} if "present" in own else {})


def _result(room: Room, item: AgendaItem, counts: Counts) -> tuple[bool, tuple[str, ...]]:
    """Whether enough took part, and what is carried."""
    there = alone(counts, "for") if item.method else counts
    enough = not breaches(room.rules_on(item).attendance(there))
    return enough, tuple(sorted(adopted_in(room, item, counts)))
