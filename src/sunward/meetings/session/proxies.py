"""Proxies in a room that were none: whose place they took, what frees it, and in which votes they stood for it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from sunward.ballots import queries as ballots
from sunward.ballots.acts import FalseProxyFacts, NoteFalseProxy, VacatedFacts, VacatePlace
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.meetings.models import Attendance, Meeting

PROXY = "proxy"


def proxies_at(meeting: Meeting) -> list[Attendance]:
    """The stays of proxies in a meeting, oldest first."""
    return list(meeting.attendance.filter(how=PROXY).order_by("came_at", "id")) if meeting.roll_id else []


def by_entry(entry: str) -> frozenset[str]:
    """Whose places an entry of who came gave to a proxy."""
    rows = Attendance.objects.filter(entered_in=entry, how=PROXY, entry__person__isnull=False)
    return frozenset(str(row.entry.person) for row in rows.select_related("entry__person"))


def denied_by_themselves(meeting: Meeting) -> frozenset[int]:
    """The places whose giver has said, by their own hand, that they gave no proxy: none stands in for them again."""
    rows = meeting.attendance.filter(how=PROXY, denied_on__isnull=False, denied_at_desk=False)
    return frozenset(rows.values_list("entry_id", flat=True))


def end(row: Attendance, at: datetime) -> None:
    """The proxy is in the room for that place no longer."""
    if row.left_at is None:
        row.left_at = max(at, row.came_at)


def void(rows: Iterable[Attendance], at: datetime, on: date, *, at_desk: bool) -> None:
    """They gave no proxy: a place that is still filled by one is free from now on, and each stay says so."""
    for row in rows:
        end(row, at)
        row.denied_on, row.denied_at_desk = row.denied_on or on, at_desk
        row.save(update_fields=["left_at", "denied_on", "denied_at_desk"])


def votes_by(meeting: Meeting, rows: Collection[Attendance]) -> list[tuple[Ref, int]]:
    """The votes in which a proxy filled a place when the question was put, and which have a vote of that place that
    nobody has noted. Of a proxy that was denied before, not those that were still open when whose place it is came
    themselves: that vote is theirs."""
    about = [item.ref for item in meeting.items.all()]
    found: dict[tuple[Ref, int], None] = {}
    for row in rows:
        own = meeting.attendance.filter(entry=row.entry_id, came_at__gte=row.came_at).exclude(how=PROXY)
        came = own.order_by("came_at").values_list("came_at", flat=True).first()
        for vote in ballots.voted_from(about, row.entry_id, row.came_at):
            before = came is None or (vote.closed_at is not None and vote.closed_at <= came)
            if before or row.denied_on is None:
                found[vote.ref, row.entry_id] = None
    return list(found)


def vacated(meeting: Meeting, rows: Iterable[Attendance]) -> list[Consequence]:
    """The open votes in which a proxy filled a place when the question was put: nothing is taken for it from now on,
    where nothing has been. Not where whose place it is has come themselves since."""
    about = [item.ref for item in meeting.items.all()]
    return [
        Consequence(VacatePlace, vote.ref, VacatedFacts(entry=row.entry_id))
        for row in rows
        if not meeting.attendance.filter(entry=row.entry_id, came_at__gte=row.came_at).exclude(how=PROXY).exists()
        for vote in ballots.put_before(about, row.entry_id, row.came_at)
        if vote.closed_at is None
    ]


def noted(votes: Iterable[tuple[Ref, int]]) -> Iterator[Consequence]:
    """Each of these votes is marked."""
    for vote, place in votes:
        yield Consequence(NoteFalseProxy, vote, FalseProxyFacts(entry=place))
