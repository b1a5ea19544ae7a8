"""Who may read a roll by name, and who may print it: may this reader, in words."""

from collections.abc import Mapping

from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer

# By classes: in which capacities the names on a roll are read, and for whom it is posted. Of classes not named here as
# a resident, and as the catalogue says.
READ_BY: Mapping[str, tuple[tuple[str, ...], str]] = {
    "members": (("member",), "members"),
    "member_representatives": (("member",), "members"),
    "party_members": (("party_member",), "party_members"),
    "owners": (("resident", "owner"), ""),
}


def capacities(of: str) -> tuple[str, ...]:
    """In which capacities the names on a roll of a class are read."""
    return READ_BY[of][0] if of in READ_BY else ("resident",)


def audience(of: str) -> str:
    """For whom a roll of a class is posted; empty: for whom the catalogue says."""
    return READ_BY[of][1] if of in READ_BY else ""


def may_read_names(viewer: Viewer, of: str) -> bool:
    """Names on a roll are for those it concerns and for the officers; the public sees how many."""
    return bool(viewer.posts) or viewer.is_any(*capacities(of))


def may_print(viewer: Viewer) -> bool:
    """The list with the column for signatures is printed by whoever may freeze a roll."""
    return bool(charter.post_for(viewer, "ballots.freeze_roll", clock.today()))


def who(of: str) -> Text:
    """Who reads the names of a roll, in words."""
    if of == "party_members":
        return Text("党员和岗位人员", "party members, and officers of this community")
    if of == "owners":
        return Text("本社区居民、业主和岗位人员", "residents, owners and officers of this community")
    if "member" in capacities(of):
        return Text("集体成员和岗位人员", "members of the collective, and officers")
    return Text("本社区居民和岗位人员", "residents and officers of this community")
