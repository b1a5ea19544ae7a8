"""Who in the room comes for a household: one person votes for one, by their hand, their voice or a sheet as on the web.

Who fills which place is known to the context above; `config/wiring.py` says who tells it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from sunward.ballots.models import Mark, Vote
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry

Told = Callable[[Ref, datetime], Mapping[int, int]]
_TOLD: list[Told] = []


def bind(told: Told) -> None:
    """Say who (rows of people, by place) came in person to the room where something is voted on, at a moment."""
    _TOLD[:] = [told]


def delegates_in(vote: Vote) -> Mapping[int, int]:
    """The rows of those who came for a household, by its place; of other rolls, and outside a room, nobody."""
    if not _TOLD or vote.in_room is None or not registry.of_households(vote.roll.of):
        return {}
    return _TOLD[0](vote.about, vote.opened_at)


def voted_elsewhere(vote: Vote) -> dict[int, Mark]:
    """The places whose delegate has voted for another household by now, with that mark: where somebody lived can be put
    right on the evening itself."""
    here = delegates_in(vote)
    marks = Mark.objects.filter(vote=vote, came__in=here.values(), withdrawn_on=None) if here else ()
    by_person = {mark.came_id: mark for mark in marks}
    found = {place: by_person.get(person) for place, person in here.items()}
    return {place: mark for place, mark in found.items() if mark is not None and mark.entry_id != place}
