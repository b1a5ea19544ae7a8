"""Who steps aside: somebody with a place on the roll, or a proxy who has none. Whoever has a place is meant by it, and
a proxy by their own name: what one of them says or has declared is not the word of the other."""

from dataclasses import dataclass

from sunward.meetings.session.naming import people_called
from sunward.meetings.session.room import Room


@dataclass(frozen=True, slots=True)
class Meant:
    """`place` is that of somebody on the roll; None of a `proxy` who has none: for whom they sit may come, and vote."""

    place: int | None
    proxy: str = ""

    def who_may_declare(self, room: Room) -> frozenset[str]:
        """Whose own declaration bears it out: theirs, that of their household, or of who came for it."""
        if self.place is None:
            return frozenset({self.proxy})
        came = {room.delegates.get(self.place, "")} - {room.proxies.get(self.place, ""), ""}
        return room.people.get(self.place, frozenset()) | came


def proxy_called(said: str, room: Room, proxies: frozenset[str]) -> str:
    """Which of some proxies is called so: by number, by door and name, or by a name that nobody on the roll bears.
    Empty for nobody, and where it can be several."""
    code = room.meeting.community_code
    found = people_called(said, proxies, code) if proxies else proxies
    on_roll = people_called(said, frozenset[str]().union(*room.people.values()), code)
    return next(iter(found)) if len(found) == 1 and on_roll <= found else ""
