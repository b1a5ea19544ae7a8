"""Whether the printed notice of a meeting still says what its page says: for whoever types in its code."""

from dataclasses import dataclass
from datetime import date

from sunward.kernel import clock
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.queries.meetings import state_of
from sunward.meetings.session.offtable import withdrawn_of


@dataclass(frozen=True, slots=True)
class NoticeNow:
    """`changed_on`: since when the sheet reads as it does today. `again` is the newest call in its place, if any."""

    title: str
    state: str  # as of a MeetingCard
    changed_on: date
    cancelled_on: date | None
    again: str
    again_on: date | None


def notice_now(number: str) -> NoticeNow | None:
    """How the notice of a meeting or hearing stands today; None when there is none."""
    row = Meeting.objects.filter(number=number).first()
    if row is None:
        return None
    newest = _last_call(row)
    again = newest if newest.pk != row.pk else None
    return NoticeNow(
        row.title,
        state_of(row, clock.now()),
        _changed_on(row),
        row.cancelled_on,
        again.number if again else "",
        again.convened_on if again else None,
    )


def _last_call(row: Meeting) -> Meeting:
    """Each call is of an earlier one, so this ends."""
    while later := Meeting.objects.filter(second_call_of=row).order_by("id").last():
        row = later
    return row


def _changed_on(row: Meeting) -> date:
    """What was put on the agenda or taken off it changes the sheet, as does a matter that was withdrawn, or the end."""
    items = list(AgendaItem.every.filter(meeting=row))
    days = [day for one in items for day in (one.added_on, one.dropped_on) if day]
    return max([row.convened_on, *days, *withdrawn_of(items).values(), *filter(None, [row.cancelled_on])])
