"""Who may read what. A vote, its turnout and its certified figures are public; who has voted is the voter's alone, and
needed at the door by whoever hands out sheets; how somebody voted is nobody's to read."""

from django.db.models import QuerySet

from sunward.ballots.models import Vote
from sunward.kernel.viewer import Viewer

TELLERS = ("service_centre.clerk", "supervision_committee.head", "supervision_committee.member")
# The street asks where it is the supervision committee's own head who is voted on, and the committee does not.
ASKERS = ("supervision_committee.head", "supervision_committee.member", "street_office.director", "street_office.clerk")


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
    return viewer.is_any(*ASKERS)


def may_write_to_drawn(viewer: Viewer) -> bool:
    """Whether the reader writes to those who were drawn: whoever asks them, and the desk, for those without a phone."""
    return viewer.is_any(*ASKERS, *TELLERS)
