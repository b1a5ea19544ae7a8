"""Who may read what. A vote, its turnout and its certified figures are public; who has voted is the voter's alone, and
needed at the door by whoever hands out sheets; how somebody voted is nobody's to read. A roll's names are for those it
concerns and for the officers."""

from collections.abc import Mapping

from django.db.models import QuerySet

from sunward.ballots.models import Vote
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer

TELLERS = ("service_centre.clerk", "supervision_committee.head", "supervision_committee.member")
SUPERVISORS = ("supervision_committee.head", "supervision_committee.member")

# In which capacity the names on a roll are read; of classes not named here, as a resident.
READ_BY: Mapping[str, str] = {"members": "member", "member_representatives": "member", "party_members": ""}
PRINTED_BY = (
    "service_centre.clerk",
    "residents_committee.director",
    "residents_committee.deputy_director",
    "supervision_committee.head",
)
COLLECTIVE = "collective_board.chair"


def may_read(viewer: Viewer, vote: Vote) -> bool:
    """Every reader may: the question, the roll's size, the turnout, and after the close the result."""
    del viewer, vote
    return True


def which(viewer: Viewer, votes: "QuerySet[Vote]") -> "QuerySet[Vote]":
    """All votes of the community that the reader looks at."""
    return votes.filter(community_code=viewer.community)


def who(vote: Vote) -> str:
    """The capacity that reads it."""
    del vote
    return "anyone"


def may_tell(viewer: Viewer) -> bool:
    """Whether the reader hands out sheets, and so sees who may still have one."""
    return viewer.is_any(*TELLERS)


def may_hand_over_codes(viewer: Viewer) -> bool:
    """Whether the reader may carry codes: a resident without any post."""
    return viewer.person is not None and not viewer.posts and viewer.is_any("resident")


def may_ask_back(viewer: Viewer) -> bool:
    """Whether the reader asks those who were drawn, and so sees who they are."""
    return viewer.is_any(*SUPERVISORS)


def may_read_names(viewer: Viewer, of: str) -> bool:
    """Names on a roll are for those it concerns and for the officers; the public sees how many."""
    return bool(viewer.posts) or viewer.is_any(READ_BY.get(of, "resident") or "nobody")


def may_print(viewer: Viewer) -> bool:
    """The list with the column for signatures is printed by the officers in charge."""
    return viewer.is_any(*PRINTED_BY, COLLECTIVE)


def who_reads(of: str) -> Text:
    """Who reads the names of a roll, in words."""
    if of == "party_members":
        return Text("本社区的岗位人员", "the officers of this community")
    if READ_BY.get(of) == "member":
        return Text("集体成员和岗位人员", "members of the collective, and officers")
    return Text("本社区居民和岗位人员", "residents and officers of this community")
