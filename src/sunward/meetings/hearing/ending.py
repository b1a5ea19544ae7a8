"""When a hearing may be closed. Whoever hosts one could otherwise open it, and close it in the same minute: nobody
would have been heard, and a resolution could rest on it."""

from datetime import datetime, timedelta

from sunward.kernel.acts import Call
from sunward.kernel.text import Text
from sunward.meetings.hearing.acting import speaking_order
from sunward.meetings.hearing.book import HEARING
from sunward.meetings.models import Meeting

# No law here says for how long a hearing waits for its speakers. Somebody who comes from work a little late should be
# heard; and where somebody has counted that nobody came, the room need not wait as long.
HEARS_FOR, EMPTY_FOR = timedelta(hours=1), timedelta(minutes=30)
STILL_TO_SPEAK = Text(
    "定下的发言人还没有都由本人登录（或者凭本人签字的单子）发言：从开会起满一小时（登记了没有人到会的，满半小时）才能散会。",
    "Not everybody chosen to speak has spoken by their own sign-in, or with a slip of theirs: it is closed an hour "
    "after it began at the earliest; half an hour where it was recorded that nobody came.",
)
THEIRS_TO_CLOSE = Text(
    "这场听证会是居民联名要求的：从开会起一小时以内，只能由召集的人宣布散会。",
    "Residents petitioned for this hearing: within an hour of its beginning only those who called it close it.",
)


def not_closed_yet(meeting: Meeting, call: Call, at: datetime) -> Text | None:
    """Why a hearing is not closed at a moment; None for what is no hearing. Time opens it to everybody by itself."""
    if meeting.kind != HEARING or meeting.opened_at is None:
        return None
    since = at - meeting.opened_at
    if since >= HEARS_FOR:
        return None
    if meeting.petition_id and not _called(meeting, call):
        return THEIRS_TO_CLOSE
    heard = _all_spoke(meeting) or (since >= EMPTY_FOR and _nobody_came(meeting))
    return None if heard else STILL_TO_SPEAK


def _called(meeting: Meeting, call: Call) -> bool:
    """Whether it is one of those who called it; that they petitioned was asked before."""
    return not call.in_office if meeting.by_petitioner else call.post == meeting.convened_by_post


def _all_spoke(meeting: Meeting) -> bool:
    """Whether those chosen have all spoken themselves. Who came, and what the clerk wrote down for whom, is the host's
    word: whoever wants a short evening would write all of it in the first minute."""
    chosen = set(speaking_order(meeting))
    spoke = set(meeting.opinions.filter(own_word=True, speaker__isnull=False).values_list("speaker__number", flat=True))
    return bool(chosen) and chosen <= spoke


def _nobody_came(meeting: Meeting) -> bool:
    turnout = getattr(meeting, "turnout", None)
    return turnout is not None and not turnout.speakers and not turnout.listeners
