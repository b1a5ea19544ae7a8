"""Who may read what about duties: what an office owes the community is for everyone."""

from sunward.kernel.viewer import Viewer


def may_read(_viewer: Viewer, _thing: object) -> bool:
    return True


def who(_thing: object) -> str:
    return "everyone"
