"""When an evening is opened: as it happens, or entered within the days in which everybody still remembers it. Whoever
came on the day that people were told of is at home on any other."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import is_forced
from sunward.meetings.models import Meeting
from sunward.meetings.session.acting import evening_over

# How long whoever was told of an hour can be expected to wait for the door to open. No law here speaks of it.
EXPECTED = timedelta(hours=1)
CANCEL = "meetings.cancel_meeting"

OPENED_LATE = Text(
    "注意：通知的是 {told}，{at} 才开始：按时来的人可能已经走了。",
    "Alert: people were told of {told}, and it began at {at}: whoever came in time may have gone.",
)
SAID_LATER = Text(
    "注意：{now} 才登记，说是 {at} 就开始了。", "Alert: entered at {now}, and said to have begun at {at}."
)
PUT_LATE = Text(
    "注意：过了半夜，{at} 才付诸表决：到会的人可能大多已经走了。",
    "Alert: put to the vote after midnight, at {at}: most of those who came may have gone.",
)
ENTER_OR_SAY = Text(
    "那一晚开了的，{last} 以前补记，写明当时几点；没有开的：{left}",
    "if it was held that evening, enter until {last} at what time; if it was not: {left}",
)
HOUR_THEN = Text("会议的那一晚已经过去。{what}。", "Its evening is over: {what}.")
GONE = Text(
    "会议的那一晚已经过去，补记的日子也过了（最晚 {last}），不能再宣布开会：{left}。",
    "Its evening is over, and so are the days to enter it (until {last}): it is opened no more. Instead: {left}.",
)
CAME_WHEN = Text(
    "会议的那一晚已经过去：写明当时几点到的，如 19:05。",
    "Its evening is over: say at what time they came, such as 19:05.",
)
PUT_WHEN = Text(
    "会议的那一晚已经过去：那一晚表决过的，写明当时几点，附上签了字的纸质名单的照片；没有表决的，散会（到会的人不够的，休会），另行召集。",
    "Its evening is over: if it was voted on that evening, say at what time, and add the signed list on paper; if it "
    "was not, close the session (adjourn it where too few came) and call another.",
)
SAY = Text(
    "宣布休会，再次召集；不再开的，取消并写明原因",
    "adjourn it and call it again; if it is not to be held, cancel it and say why",
)
SAY_OF_FORCED = Text(
    "宣布休会，再次召集：别人要求开的会，不能由别人取消",
    "adjourn it and call it again: what others asked for is not for others to cancel",
)
CALL_ANEW = Text(
    "取消并写明原因；还要开的，另定日子召集",
    "cancel it and say why; if it is still to be held, call it for another day",
)
CALL_FORCED_ANEW = Text("另定日子召集", "call it for another day")


def entered_until(meeting: Meeting) -> date:
    """The last day on which it can be entered that it was opened."""
    return charter.last_day_to_enter(clock.civil_day(meeting.starts_at))


def not_opened_any_more(meeting: Meeting, now: datetime) -> Text | None:
    """Why it can no longer be said that it was opened, with what can be done instead."""
    last = entered_until(meeting)
    return GONE.fill(last=last, left=what_to_say(meeting)) if clock.civil_day(now) > last else None


def hour_wanted(meeting: Meeting, now: datetime, said: str) -> Text | None:
    """Why it is not opened without an hour once its evening is over."""
    wanted = not said and evening_over(meeting, now)
    return HOUR_THEN.fill(what=enter_or_say(meeting)) if wanted else None


def enter_or_say(meeting: Meeting) -> Text:
    """What is to be done about it while it can still be entered."""
    return ENTER_OR_SAY.fill(last=entered_until(meeting), left=what_to_say(meeting))


def opened_late(meeting: Meeting, at: datetime) -> Iterator[Finding]:
    """A mark and no bar: a late evening is better than none, and people may have gone."""
    told = meeting.starts_at
    if at > told + EXPECTED:
        hours = [f"{one.astimezone(clock.ZONE):%Y-%m-%d %H:%M}" for one in (told, at)]
        text = OPENED_LATE.fill(told=hours[0], at=hours[1])
        yield Finding("opened_late", False, text, required=f"{hours[0]} + 1 h", actual=hours[1])


def said_later(meeting: Meeting, at: datetime, now: datetime) -> Iterator[Finding]:
    """A mark where it is entered on the evening itself that it began long before: nobody but whoever enters it says
    so."""
    if not evening_over(meeting, now) and now > at + EXPECTED:
        hours = [f"{one.astimezone(clock.ZONE):%H:%M}" for one in (now, at)]
        yield Finding("opening_said_later", False, SAID_LATER.fill(now=hours[0], at=hours[1]), actual=hours[0])


def put_late(meeting: Meeting, at: datetime) -> Iterator[Finding]:
    """A mark where a question is put after midnight: few are left in a room by then."""
    if clock.civil_day(at) > clock.civil_day(meeting.starts_at):
        said = f"{at.astimezone(clock.ZONE):%Y-%m-%d %H:%M}"
        yield Finding("put_late", False, PUT_LATE.fill(at=said), actual=said)


def what_to_say(meeting: Meeting) -> Text:
    """What can be done about a meeting that nobody opened, once its evening is over. A hearing has no quorum: nobody
    adjourns one."""
    if meeting.kind != "session":
        return CALL_FORCED_ANEW if is_forced(meeting) or nobody_cancels(meeting) else CALL_ANEW
    return SAY_OF_FORCED if is_forced(meeting) else SAY


def nobody_cancels(meeting: Meeting) -> bool:
    """Whether whoever holds it in place of whom it judges has no power to cancel meetings."""
    if not meeting.judged:
        return False
    holders = charter.holders_of(CANCEL, meeting.community_code, clock.today())
    return meeting.body not in map(body_of, holders)
