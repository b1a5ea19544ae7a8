"""A hearing is over when its host has signed and every opinion has its published answer."""

from datetime import date

from sunward.kernel import clock
from sunward.meetings.calling.undone import ENDS, does_not_count, struck
from sunward.meetings.events import HearingConcluded
from sunward.meetings.hearing.book import HEARING
from sunward.meetings.models import Meeting
from sunward.meetings.rules.heard import concluded_on


def conclusion(meeting: Meeting) -> date | None:
    """The day on which it was over; None while somebody waits for an answer."""
    if meeting.kind != HEARING or meeting.cancelled_on:
        return None
    if does_not_count(meeting, *ENDS):  # it ended by nobody's word: nothing rests on it
        return None
    gone = struck(meeting)
    host = next((one.signed_on for one in meeting.record_signatures.all() if one.signed_as == "host"), None)
    asked = (one for one in meeting.opinions.all() if f"opinion:{one.number}" not in gone)
    return concluded_on(host, (one.disposed_on for one in asked))


def concluded(meeting: Meeting) -> list[object]:
    """The event, once nothing is missing."""
    if conclusion(meeting) is None:
        return []
    items = meeting.items.order_by("place")
    about = next((item.about for item in items if item.about), None)
    held_on = clock.civil_day(meeting.starts_at)
    number = meeting.opinions.count()
    return [HearingConcluded(meeting.community_code, meeting.number, about, held_on, number)]
