"""What can still be decided at a meeting: what stood on its agenda before people were told of it, and nothing else."""

from datetime import date, datetime

from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem, Meeting

TOLD_ALREADY = Text(
    "会议通知已经发出：现在列入的这一项，这次会议只能讨论，不能表决。要表决，列入下一次会议的议程，在发通知以前。",
    "Notice of the meeting has been given: what is put on now can be discussed there, and not voted on. To have it "
    "decided, put it on the agenda of the next meeting, before its notice.",
)
SECOND_CALL = Text(
    "再次召集的会议只接着办上一次没有办完的：现在列入的这一项只能讨论，不能表决。要表决，列入下一次会议的议程。",
    "A second call takes up what the first one left: what is put on now can be discussed there, and not voted on. To "
    "have it decided, put it on the agenda of the next meeting.",
)
NOT_NAMED = Text(
    "这份通知贴出（送到）以后才列入的，这份通知上没有：{items}。要让大家看到，重新打印、重新贴。",
    "Put on the agenda after this notice was hung or given, which does not name it: {items}. Print it anew and hang it "
    "for people to read.",
)
NOT_ON_SHEET = Text(
    "注意：{day} 贴出（送到）的通知上没有这一项，它是后来列入的。",
    "Alert: the notice that was hung or given on {day} does not name this item, which was put on afterwards.",
)


def comes_after(item: AgendaItem, given_on: date, given_at: datetime | None) -> bool:
    """Whether it was put on the agenda when this notice hung already. On one day the hours tell, where both are
    known."""
    if item.added_on != given_on or item.added_at is None or given_at is None:
        return item.added_on > given_on
    return item.added_at > given_at


def was_announced(item: AgendaItem, meeting: Meeting) -> bool:
    """Whether the first notice named it, as one that is to be decided."""
    fixed = meeting.agenda_fixed_on
    return bool(item.to_decide and fixed) and not joined_late(item, meeting)


def joined_late(item: AgendaItem, meeting: Meeting) -> bool:
    """Whether it came after the first notice."""
    fixed = meeting.agenda_fixed_on
    return fixed is not None and comes_after(item, fixed, meeting.agenda_fixed_at)


def not_named(meeting: Meeting, given_on: date, given_at: datetime | None) -> list[Finding]:
    """A mark on a notice that hung before some item was put on, which is to be decided."""
    late = [one.title for one in meeting.items.filter(to_decide=True) if comes_after(one, given_on, given_at)]
    named = NOT_NAMED.fill(items=Text("；".join(late), "; ".join(late)))
    return [Finding("notice_names_it", False, named, actual=str(len(late)))] if late else []


def marks_of_sheets(item: AgendaItem) -> list[Finding]:
    """What is put to the vote and stands on the page, and on some sheet does not."""
    sheets = item.meeting.notices.exclude(channel="page").order_by("given_on", "id")
    days = [one.given_on for one in sheets if comes_after(item, one.given_on, one.given_at)]
    return [Finding("notice_names_it", False, NOT_ON_SHEET.fill(day=day), actual=str(day)) for day in days[:1]]


def only_talked_of(meeting: Meeting) -> Text | None:
    """Why an item that joins the agenda now can only be discussed, and where it is put to be decided; None while it can
    still be announced."""
    if meeting.second_call_of_id is not None:
        return SECOND_CALL
    return TOLD_ALREADY if meeting.agenda_fixed_on is not None else None
