"""Who fills the places in a room where something is voted on: of a household whoever came for it, of a person they
themselves or their proxy. It is known to the context above."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sunward.kernel.ports import Port
from sunward.kernel.refs import Ref

# In the place of a stay: whose place it is; and nobody, for whoever filled it was no proxy of theirs.
HOLDER, NOBODY = 0, -1


@dataclass(frozen=True, slots=True)
class Seated:
    """Who (rows of people) came in person for which household, by its place; and of the places of people that a proxy
    fills at that moment or later, who fills them one after the other from then on, and since when: the stays of proxies
    (numbers of the context above), `HOLDER`, and `NOBODY`."""

    came: Mapping[int, int]
    carried: Mapping[int, tuple[tuple[int, datetime], ...]]

    def among(self, places_there: Collection[int]) -> "Seated":
        """The same of some places alone."""
        came = {place: row for place, row in self.came.items() if place in places_there}
        return Seated(came, {place: stays for place, stays in self.carried.items() if place in places_there})

    @property
    def delegates(self) -> dict[str, int]:
        """As it is kept with a vote."""
        return {str(place): row for place, row in self.came.items()}


NOBODY_THERE = Seated({}, {})
# Who fills the places in the room where something is voted on, at a moment.
SEATED: Port[Callable[[Ref, datetime], Seated]] = Port("who fills the places in a room")
# The stays of proxies who stepped aside from what is voted on: they answer it for no place.
STEPPED_ASIDE: Port[Callable[[Ref], frozenset[int]]] = Port("which proxies stepped aside from a question")


def told_of(about: Ref, at: datetime, room: Collection[int]) -> Seated:
    """Who fills which of the places in a room, to be kept with the vote that is put there: what is entered on the list
    of attendance afterwards moves nobody."""
    return SEATED.answer(about, at).among(room)
