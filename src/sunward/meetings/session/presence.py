"""People at home who were entered as present: what frees their place, and in which votes they counted as there."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Q

from sunward.ballots import queries as ballots
from sunward.ballots.acts import AbsentFacts, NoteAbsent
from sunward.kernel import clock
from sunward.kernel.acts import Consequence
from sunward.kernel.findings import Finding
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.meetings.models import BY_CODE, PROXY, Attendance, Meeting
from sunward.meetings.session.admitting import KEEPER
from sunward.meetings.session.proxies import fills
from sunward.record import queries as record
from sunward.registry import queries as registry

SAID_BEFORE = Text(
    "注意：其中 {number} 人，这次会议上先前登记过到会，本人说过没有到会。",
    "Alert: {number} of them were entered at this meeting before, and said that they were not there.",
)


ENTERED = ("ballots.count_hands", "ballots.call_roll")  # a sheet that is handed out leaves no hour
Came = tuple[int, str]  # to which place (its key) who came (`person:<number>`)


def entered_as_there(meeting: Meeting, person: str) -> list[Attendance]:
    """The stays of somebody (`person:<number>`) themselves, for their own place or their household's, oldest first, but
    for those of which they have said that they were not there. Beside what others entered, whatever they came to by
    their own code is theirs."""
    rows = meeting.attendance.exclude(how=PROXY).filter(denied_on=None, person__number=person_number(person))
    stays = list(rows.order_by("came_at", "id"))
    return [one for one in stays if one.how != BY_CODE] or stays


def came_at(rows: Collection[Attendance]) -> tuple[str, ...]:
    """The hours at which some stays began, each once, as they are said: 18:50."""
    return tuple(dict.fromkeys(f"{one.came_at.astimezone(clock.ZONE):%H:%M}" for one in rows))


def denied_presence(meeting: Meeting, *, by_own_hand: bool = False) -> frozenset[Came]:
    """Who has said at this meeting, of which place, that they were not there; `by_own_hand`: not at the desk."""
    rows = meeting.attendance.exclude(how=PROXY).filter(denied_on__isnull=False)
    rows = rows.filter(denied_at_desk=False) if by_own_hand else rows
    return frozenset((place, f"person:{number}") for place, number in rows.values_list("entry_id", "person__number"))


def said_before(meeting: Meeting, came: Collection[Came]) -> Iterator[Finding]:
    """The mark of those who were entered by others once more, and had said that they were not there. No bar: whoever
    was not there may come after all."""
    if number := len(denied_presence(meeting).intersection(came)):
        yield Finding("said_not_there", False, SAID_BEFORE.fill(number=number), actual=str(number))


def marks_of_presence(meeting: Meeting, places: Collection[int], at: datetime) -> Iterator[Finding]:
    """The same of those who sat at some places at a moment, and whom their own code did not let in."""
    rows = meeting.attendance.exclude(how__in=(PROXY, BY_CODE)).filter(denied_on=None, entry__in=places)
    sat = rows.filter(Q(left_at=None) | Q(left_at__gt=at), came_at__lte=at)
    yield from said_before(meeting, [(row.entry_id, str(row.person)) for row in sat.select_related("person")])


def marks_of_keepers(meeting: Meeting, places: Collection[int], at: datetime) -> Iterator[Finding]:
    """The mark of places at which whoever entered it sat for somebody else at a moment."""
    rows = meeting.attendance.filter(how=PROXY, denied_on=None, entry__in=places, came_at__lte=at)
    there = rows.filter(Q(left_at=None) | Q(left_at__gt=at)).select_related("person")
    if number := sum(str(row.person) == row.admitted_by for row in there):
        yield Finding("keeper_stands_in", False, KEEPER.fill(number=number), actual=str(number))


def not_listed(meeting: Meeting, people: Collection[str]) -> frozenset[str]:
    """Who of some people (`person:<number>`) is not on the list of who came to a session, and holds no post here by
    which they would be there. One query, and one for each who did not come. Where nobody was ever entered no list was
    kept; one of which all say that they were not there is a list."""
    if meeting.kind != "session" or not people:
        return frozenset()
    rows = list(meeting.attendance.values_list("person__number", "denied_on"))
    came = {f"person:{number}" for number, denied_on in rows if denied_on is None}
    day = clock.civil_day(meeting.starts_at)
    missing = frozenset(people) - came if rows else frozenset[str]()
    return frozenset(one for one in missing if not registry.posts_of(one, meeting.community_code, day))


def absent(meeting: Meeting, rows: Collection[Attendance]) -> list[Consequence]:
    """Each vote in which they counted as there is marked; but for those in which another of their household sat there
    when the question was put or by now, or they themselves by an entry that is true. Whoever has come since sits there.
    """
    about = [item.ref for item in meeting.items.all()]
    places, said = {row.entry_id: str(row.person) for row in rows}, {row.pk for row in rows}
    others = meeting.attendance.exclude(how=PROXY).filter(denied_on=None, entry__in=places).exclude(pk__in=said)
    found = list[Consequence]()
    for place, who in places.items():
        there = [one for one in others if one.entry_id == place]
        for vote in ballots.put_with(about, place, who):
            if not any(_sat(one, vote.opened_at) for one in there):
                found.append(_noted(vote, place, who, there))
                found += [fills(vote.ref, one) for one in there if _sits_still(one, vote)]
        found += _left_to(meeting, place, [one for one in rows if one.entry_id == place], there)
    return found


def _left_to(
    meeting: Meeting, place: int, rows: Sequence[Attendance], there: Sequence[Attendance]
) -> list[Consequence]:
    """The ended votes in which somebody of the household has said the same before, and what was counted was left to
    whoever says it now (`rows`), as it can be written to nobody else after the close: it is noted anew of the first."""
    about, who = [item.ref for item in meeting.items.all()], str(rows[0].person)
    came = {str(one.person) for one in there} | {who}
    found = list[Consequence]()
    for first in sorted(one for at, one in denied_presence(meeting) if at == place and one not in came):
        for vote in ballots.put_with(about, place, first):
            of_now = who in _who_came(vote, [*there, *rows])
            if vote.closed_at and of_now and not any(_sat(one, vote.opened_at) for one in there):
                found.append(_noted(vote, place, first, there))
    return found


def _noted(vote: ballots.VoteOn, place: int, who: str, there: Sequence[Attendance]) -> Consequence:
    answered_by, sheet_by = _who_came(vote, there)
    facts = AbsentFacts(entry=place, person=who, answered_by=answered_by, sheet_by=sheet_by)
    return Consequence(NoteAbsent, vote.ref, facts)


def _who_came(vote: ballots.VoteOn, there: Sequence[Attendance]) -> tuple[str, str]:
    """Who of some had come when hands and answers were entered, and who at all while the vote ran."""
    had_come = _last_of(one for one in there if _had_come(one, vote))
    return had_come, _last_of(one for one in there if _stayed(one, vote))


def _last_of(rows: Iterable[Attendance]) -> str:
    """Who of some came last (`person:<number>`); empty: nobody."""
    last = max(rows, key=lambda one: one.came_at, default=None)
    return str(last.person) if last else ""


def _sits_still(row: Attendance, vote: ballots.VoteOn) -> bool:
    return row.left_at is None and vote.closed_at is None


def _had_come(row: Attendance, vote: ballots.VoteOn) -> bool:
    """Whether they were there once a question was put, and had come when hands or answers were last entered."""
    entered = max((one.recorded_at for act in ENTERED for one in record.results_of(act, [vote.ref])), default=None)
    return entered is not None and row.came_at <= entered and _stayed(row, vote)


def _stayed(row: Attendance, vote: ballots.VoteOn) -> bool:
    """Whether they were there at some time while a vote ran; of one that was closed before they came they were not."""
    before_its_end = vote.closed_at is None or row.came_at < vote.closed_at
    return before_its_end and (row.left_at is None or row.left_at > vote.opened_at)


def _sat(row: Attendance, at: datetime) -> bool:
    """Whether somebody was there at a moment; within the minute in which they came or went they were."""
    minute = ballots.to_the_minute(at)
    return ballots.to_the_minute(row.came_at) <= at and (row.left_at is None or row.left_at >= minute)
