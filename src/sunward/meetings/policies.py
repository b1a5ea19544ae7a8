"""Who may look at the photographs by which the notice of a meeting is proved."""

from sunward.charter import queries as charter
from sunward.disclosure.policies import oversees
from sunward.kernel import clock
from sunward.kernel.refs import body_of
from sunward.kernel.viewer import Viewer
from sunward.meetings.calling.whose import is_of
from sunward.meetings.models import Meeting
from sunward.meetings.rules.signing import RECORDERS

ON_A_BOARD = "poster"
NOTICE = "meetings.give_notice"


def may_see_proof(viewer: Viewer, meeting: Meeting, channel: str) -> bool:
    """Whether the viewer may look at the proof of one channel.

    A poster hangs where everybody passes, so its photograph is everybody's. A signed list, a list of calls or of
    messages carries residents' names, signatures and numbers: it is looked at by those who judge whether people were
    told, and by the office that has to tell them. Not by those who were told, and not by whoever petitioned: that
    others were told is for the supervisors, to whom anybody can turn.
    """
    return channel == ON_A_BOARD or oversees(viewer) or any(_tells(post, meeting) for post in viewer.posts)


def _tells(post: str, meeting: Meeting) -> bool:
    """Whether it is for a post to give this notice: the list of powers says so, and the meeting is its body's, or it
    keeps the records."""
    body, code = body_of(post), meeting.community_code
    granted = charter.granted(NOTICE, post, code, clock.today(), None) is not None
    return granted and (body == RECORDERS or is_of(meeting, body))
