"""A meeting that people were told of and nobody opened: since when that is so, and what is to be said of it. The desk
of whoever called it and the list of what is overdue say the same."""

from datetime import date

from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.meetings.calling.demanding import is_forced
from sunward.meetings.models import Meeting
from sunward.meetings.session.afterwards import ENTERED_WITHIN

ADJOURN, OPEN = "meetings.adjourn", "meetings.open_session"
FORUMS = ("coordination", "appraisal")  # they have no quorum: nobody adjourns one, and it can be opened later
TOLD_OF = ("session", *FORUMS)
NEVER_OPENED = Text("通知了，到时没有开", "Called, and not opened")
SAY = Text(
    "宣布休会，再次召集；不再开的，取消并写明原因",
    "adjourn it and call it again; if it is not to be held, cancel it and say why",
)
OPEN_IT_STILL = Text("补开；不再开的，取消并写明原因", "open it; if it is not to be held, cancel it and say why")
SAY_OF_FORCED = Text(
    "宣布休会，再次召集：别人要求开的会，不能由别人取消",
    "adjourn it and call it again: what others asked for is not for others to cancel",
)


def last_day(meeting: Meeting) -> date:
    """The last day on which an evening on paper is still entered, and on which it is said that too few came."""
    day = clock.civil_day(meeting.starts_at)
    return max(day + ENTERED_WITHIN, charter.done_by(ADJOURN, meeting.community_code, day) or day)


def waits_for_post(meeting: Meeting, on: date) -> str:
    """Who says what became of it: whoever called it; where that is whose work is judged, who leads the body that holds
    it in their place."""
    if meeting.judged and meeting.body != body_of(meeting.convened_by_post):
        return charter.owner(OPEN, meeting.community_code, on, bodies=(meeting.body,))
    return meeting.convened_by_post


def what_to_say(meeting: Meeting) -> Text:
    """What whoever it waits for does about it."""
    if meeting.kind in FORUMS:
        return OPEN_IT_STILL
    return SAY_OF_FORCED if is_forced(meeting) else SAY
