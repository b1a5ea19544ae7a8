"""Who may read what. A vote, its turnout and its certified figures are public; who has voted is the voter's alone, and
needed at the door by whoever hands out sheets; how somebody voted is nobody's to read."""

from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.viewer import Viewer


def may_tell(viewer: Viewer) -> bool:
    """Whether the reader hands out sheets, and so sees who may still have one."""
    return _granted(viewer, "ballots.issue_paper")


def may_call_roll(viewer: Viewer) -> bool:
    """Whether the reader calls the names and writes down the answers."""
    return _granted(viewer, "ballots.call_roll")


def may_open_terminal(viewer: Viewer) -> bool:
    """Whether the reader opens the machine at the desk for those who vote there."""
    return _granted(viewer, "ballots.open_terminal")


def may_hand_over_codes(viewer: Viewer) -> bool:
    """Whether the reader may carry codes: a resident without any post."""
    return viewer.person is not None and not viewer.posts and viewer.is_any("resident")


def may_ask_back(viewer: Viewer) -> bool:
    """Whether the reader asks those who were drawn, and so sees who they are."""
    return _granted(viewer, "ballots.answer_sample")


def may_write_to_drawn(viewer: Viewer) -> bool:
    """Whether the reader writes to those who were drawn: whoever asks them, and the desk, for those without a phone."""
    return may_ask_back(viewer) or may_tell(viewer)


def _granted(viewer: Viewer, act: str) -> bool:
    return bool(charter.post_for(viewer, act, clock.today()))
