"""Who steps aside: somebody with a place on the roll, or a proxy who has none. Whoever has a place is meant by it, and
a proxy by their own name: what one of them says or has declared is not the word of the other."""

from dataclasses import dataclass

from sunward.kernel.refs import person_number
from sunward.meetings.session.room import Room
from sunward.registry import queries as registry


@dataclass(frozen=True, slots=True)
class Meant:
    """`place` is that of somebody on the roll; None of a `proxy` who has none: for whom they sit may come, and vote."""

    place: int | None
    proxy: str = ""

    def people(self, room: Room) -> frozenset[str]:
        """Whose own declaration bears it out: theirs, that of their household, or of who came for it."""
        if self.place is None:
            return frozenset({self.proxy})
        came = {room.delegates.get(self.place, "")} - {room.proxies.get(self.place, ""), ""}
        return room.people.get(self.place, frozenset()) | came


def proxy_called(said: str, room: Room) -> str:
    """The proxy without a place of their own who is called so: by their number, by door and name, or by a name that
    nobody on the roll bears. Empty for nobody, and where it can be several."""
    there = room.without_place
    if not there:
        return ""
    numbered = {person_number(one): one for one in there}
    if said in numbered or said in there:
        return numbered.get(said, said)
    if known := registry.resident_named(said, room.meeting.community_code):
        return known if known in there else ""
    name = frozenset({said})
    on_roll = registry.bearing(name, frozenset[str]().union(*room.people.values()))
    found = registry.bearing(name, there)
    return next(iter(found)) if len(found) == 1 and not on_roll else ""
