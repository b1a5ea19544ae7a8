"""People at home who were entered as present: what frees their place, and in which votes they counted as there."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sunward.ballots import queries as ballots
from sunward.ballots.acts import AbsentFacts, NoteAbsent
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import person_number
from sunward.meetings.models import PROXY, Attendance, Meeting


def entered_as_there(meeting: Meeting, person: str) -> list[Attendance]:
    """The stays of somebody (`person:<number>`) themselves, for their own place or their household's, oldest first, but
    for those of which they have said that they were not there."""
    rows = meeting.attendance.exclude(how=PROXY).filter(denied_on=None, person__number=person_number(person))
    return list(rows.order_by("came_at", "id"))


def said_before(meeting: Meeting, places: Iterable[int]) -> int:
    """Of how many of some places somebody has said at this meeting that they were not there."""
    rows = meeting.attendance.exclude(how=PROXY).filter(denied_on__isnull=False, entry__in=places)
    return rows.values("entry").distinct().count()


def absent(meeting: Meeting, rows: Collection[Attendance]) -> list[Consequence]:
    """Each vote in which they counted as there is marked; but for those in which another of their household sat there
    when the question was put."""
    about = [item.ref for item in meeting.items.all()]
    places, said = dict.fromkeys(row.entry_id for row in rows), {row.pk for row in rows}
    others = meeting.attendance.exclude(how=PROXY).filter(denied_on=None, entry__in=places).exclude(pk__in=said)
    return [
        Consequence(NoteAbsent, vote.ref, AbsentFacts(entry=place))
        for place in places
        for vote in ballots.put_with(about, place)
        if not any(one.entry_id == place and _sat(one, vote.opened_at) for one in others)
    ]


def _sat(row: Attendance, at: datetime) -> bool:
    """Whether somebody was there at a moment; within the minute in which they came they were."""
    return row.came_at.replace(second=0, microsecond=0) <= at and (row.left_at is None or row.left_at > at)
