"""A meeting that people were told of and nobody opened: since when that is so, and who has to say what became of it.
The desk of whoever called it and the list of what is overdue say the same."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.meetings.hearing.book import HEARING
from sunward.meetings.models import Meeting
from sunward.meetings.session.evening import CANCEL, entered_until, nobody_cancels

ADJOURN = "meetings.adjourn"
WITHOUT_QUORUM = (HEARING, "coordination", "appraisal")  # nobody adjourns one
TOLD_OF = ("session", *WITHOUT_QUORUM)
NEVER_OPENED = Text("通知了，到时没有开", "Called, and not opened")


def told_in_part(rows: Iterable[Meeting]) -> list[Meeting]:
    """Those to come or never begun of which a notice was given, and not all that one of their items wants: of these
    each item is asked."""
    told = (row for row in rows if row.agenda_fixed_on and row.all_told_on is None)
    return [row for row in told if row.opened_at is None and row.adjourned_at is None]


def last_day(meeting: Meeting) -> date:
    """The last day on which an evening on paper is still entered, and on which it is said that too few came."""
    day = clock.civil_day(meeting.starts_at)
    return max(entered_until(meeting), charter.done_by(ADJOURN, meeting.community_code, day) or day)


def called_anew() -> Exists:
    """Whether residents were called once more to judge the same work, or to the hearing that they forced: where nobody
    can cancel the first, that is what becomes of it."""
    same = Q(judged=OuterRef("judged")) | Q(kind=HEARING, petition=OuterRef("petition"))
    rows = Meeting.objects.filter(same, community_code=OuterRef("community_code"), kind=OuterRef("kind"))
    return Exists(rows.filter(pk__gt=OuterRef("pk"), cancelled_on=None))


def waits_for_post(meeting: Meeting, on: date) -> str:
    """Who says what became of it: whoever called it; where that is whose work is judged, who leads the body that holds
    it in their place and may cancel it."""
    held_by_others = meeting.judged and meeting.body != body_of(meeting.convened_by_post)
    if held_by_others and not nobody_cancels(meeting):
        return charter.owner(CANCEL, meeting.community_code, on, bodies=(meeting.body,))
    return meeting.convened_by_post
