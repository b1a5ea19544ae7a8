"""A place on the roll of a meeting as people say it: by door and name, by a name alone, or by its key."""

from collections.abc import Mapping

from sunward.kernel.facts import FactsError, unusable
from sunward.kernel.text import Text
from sunward.meetings.session.room import Room
from sunward.registry import queries as registry

WRITE = Text(
    "门牌和姓名，中间空一格；名册上只有一个人叫的，写姓名也可以",
    "the door, a space and the name; the name alone where nobody else on the roll bears it",
)

SEVERAL = Text(f"{WRITE.zh}；几个人的用逗号分开", f"{WRITE.en}; with commas for several")


Struck = Mapping[int, frozenset[str]]  # by the key of the place: whose it was, or the household and who sits for it
NONE: Struck = {}
SEAT = ("entry_id", "entry__by_household", "entry__household__number", "person__number", "entry__person__number")


def struck_there(room: Room) -> Struck:
    """The places that the list of attendance has now and the roll no longer: struck while somebody sat there."""
    rows = room.meeting.attendance.filter(left_at=None).values_list(*SEAT)
    return {
        key: frozenset({home, f"person:{came}"} if by_household else {f"person:{own}"})
        for key, by_household, home, came, own in rows
        if key not in room.places
    }


def place_called(field: str, said: str, room: Room, struck: Struck = NONE) -> int:
    """The key of the place; `struck` are those off the roll that are meant too.

    Raises:
        FactsError: at `field`, for nobody who stands there, or for several.
    """
    typed = said.strip()
    if typed.isdecimal() and (int(typed) in room.places or int(typed) in struck):
        return int(typed)
    found = _by_door(typed, room, struck) or _by_name(typed, room, struck)
    if len(found) != 1:
        raise _several(field, typed) if found else not_on_the_roll(field, typed)
    return found.pop()


def _by_door(typed: str, room: Room, struck: Struck) -> set[int]:
    """The place of the household behind a door."""
    homes = {one.key: frozenset({one.household}) for one in room.places.values() if one.by_household} | dict(struck)
    number = registry.household_named(typed, room.meeting.community_code) if homes else ""
    return {key for key, names in homes.items() if number and number in names}


def _by_name(typed: str, room: Room, struck: Struck) -> set[int]:
    places = {**room.people, **struck}
    people = people_called(typed, frozenset[str]().union(*places.values()), room.meeting.community_code)
    return {key for key, own in places.items() if own & people}


def people_called(typed: str, among: frozenset[str], code: str) -> frozenset[str]:
    """Who of some people is called so: by number, by door and name, or by a name alone; several where several bear
    it."""
    number = typed if typed.startswith("person:") else f"person:{typed}"
    known = registry.resident_named(typed, code) or (number if number in among else None)
    return frozenset({known}) & among if known else registry.bearing(frozenset({typed}), among)


def _several(field: str, typed: str) -> FactsError:
    return unusable(
        field, f"“{typed}”在名册上不止一处：请写门牌和姓名，中间空一格。",
        f"“{typed}” is several on the roll: write the door, a space and the name.",
    )  # fmt: skip


def not_on_the_roll(field: str, typed: str = "") -> FactsError:
    """The error for somebody who has no place on the roll of this meeting."""
    return unusable(
        field, f"名册上找不到“{typed}”，或者已经划去。请写{WRITE.zh}。",
        f"“{typed}” is nobody on the roll of this meeting, or was struck from it. Write {WRITE.en}.",
    )  # fmt: skip
