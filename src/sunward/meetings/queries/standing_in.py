"""Who sits in a room for somebody else: told to the two of whom it is said, and to whoever serves one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from sunward.ballots import queries as ballots
from sunward.kernel import clock
from sunward.kernel.refs import Ref, person_number
from sunward.meetings.models import PROXY, Attendance, Meeting
from sunward.meetings.session.acting import evening_over
from sunward.meetings.session.presence import came_at, entered_as_there


@dataclass(frozen=True, slots=True)
class StandsIn:
    """A stay of a proxy in a meeting. `proxy` and `giver` are references (`person:<number>`; no giver of a household's
    place), `entry` the act by which it was entered, `paper` the hash of what was photographed, empty without one;
    `over`: they sit there no more; `ended`: nor can anybody else come, the meeting or its evening is over."""

    meeting: Ref
    title: str
    place: str
    starts_at: datetime
    proxy: str
    giver: str
    came_at: datetime
    paper: str
    entry: str
    over: bool
    ended: bool


def came_for(person: str, community: str, since: date) -> list[StandsIn]:
    """The proxies who came for somebody to the meetings of some time, and of whom they have not said that they sent
    none; newest first. One query, and another where a proxy came for a household."""
    rows = _stays(Meeting.objects.filter(community_code=community, starts_at__gte=clock.moment(since, 0)))
    return [_told(row) for row in _mine(rows, person)]


def came_for_to(person: str, meeting: str) -> list[StandsIn]:
    """The same at one meeting, however long ago."""
    return [_told(row) for row in _mine(_stays(Meeting.objects.filter(number=meeting)), person)]


def sits_for(person: str, community: str, on: date) -> list[StandsIn]:
    """For whom somebody sits as a proxy in the meetings of a day that go on. One query."""
    meetings = Meeting.objects.filter(
        community_code=community, starts_at__gte=clock.moment(on, 0), closed_at=None, adjourned_at=None
    )
    return [_told(row) for row in _stays(meetings).filter(left_at=None, person__number=person_number(person))]


def sits_for_at(person: str, meeting: str) -> list[StandsIn]:
    """The same at one meeting, while it goes on."""
    meetings = Meeting.objects.filter(number=meeting, closed_at=None, adjourned_at=None)
    return [_told(row) for row in _stays(meetings).filter(left_at=None, person__number=person_number(person))]


def is_entered_as_there(person: str, meeting: Meeting) -> bool:
    """Whether somebody stands on the list of who came themselves, and has not said that they were not there."""
    return bool(entered_as_there(meeting, person))


def hours_entered(person: str, meeting: str) -> tuple[str, ...]:
    """The hours at which the list of a meeting has somebody come themselves, such as 18:50, oldest first; none of what
    they have denied."""
    row = Meeting.objects.filter(number=meeting).first()
    return came_at(entered_as_there(row, person)) if row and person else ()


def who_stays(stays: Iterable[int]) -> dict[int, str]:
    """Who came, by their stays. One query; none for none."""
    asked = frozenset(stays)
    rows = Attendance.objects.filter(pk__in=asked).values_list("pk", "person__number") if asked else ()
    return {key: f"person:{number}" for key, number in rows}


def _stays(meetings: QuerySet[Meeting]) -> QuerySet[Attendance]:
    rows = Attendance.objects.filter(meeting__in=meetings.filter(cancelled_on=None), how=PROXY, denied_on=None)
    return rows.select_related("meeting", "person", "entry__person").order_by("-came_at", "-pk")


def _mine(rows: QuerySet[Attendance], person: str) -> list[Attendance]:
    """Those that fill a place of somebody, their own or their household's."""
    found = list(rows.filter(Q(entry__person__number=person_number(person)) | Q(entry__by_household=True)))
    homes = {row.meeting.roll_id for row in found if row.entry.by_household and row.meeting.roll_id}
    mine = {one.key for one in ballots.places_of(person, homes)} if homes else set[int]()
    return [row for row in found if not row.entry.by_household or row.entry_id in mine]


def _told(row: Attendance) -> StandsIn:
    meeting, giver = row.meeting, row.entry.person
    own = giver is not None and not row.entry.by_household
    return StandsIn(
        meeting.ref, meeting.title, meeting.place, meeting.starts_at, str(row.person), str(giver) if own else "",
        row.came_at, row.proof_sha256, row.entered_in or "", row.left_at is not None, _has_ended(meeting),
    )  # fmt: skip


def _has_ended(meeting: Meeting) -> bool:
    return bool(meeting.closed_at or meeting.adjourned_at) or evening_over(meeting, clock.now())
