"""Reads of meetings, for pages and for the contexts above."""

from sunward.meetings.models import AgendaItem
from sunward.meetings.queries.lapses import overdue
from sunward.meetings.queries.meetings import MeetingCard, between, coming, meetings
from sunward.meetings.queries.minutes import MinutesPage, minutes
from sunward.meetings.queries.page import CountView, ItemView, MeetingPage, NoticeView, meeting_page
from sunward.meetings.queries.room import RoomView, Somebody, room, suggested

__all__ = [
    "CountView",
    "ItemView",
    "MeetingCard",
    "MeetingPage",
    "MinutesPage",
    "NoticeView",
    "RoomView",
    "Somebody",
    "between",
    "coming",
    "item_named",
    "meeting_page",
    "meetings",
    "minutes",
    "overdue",
    "room",
    "suggested",
]


def item_named(number: str) -> AgendaItem | None:
    """An item of an agenda by its number."""
    return AgendaItem.objects.select_related("meeting__roll").filter(number=number).first()
