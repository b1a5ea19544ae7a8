"""Proxies in a room that were none: whose place they took, what frees it, and in which votes they stood for it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from django.db.models import Q

from sunward.ballots import queries as ballots
from sunward.ballots.acts import FalseProxyFacts, FilledFacts, FillPlace, NoteFalseProxy, VacatedFacts, VacatePlace
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.meetings.models import PROXY, Attendance, Meeting


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
    """They gave no proxy, or were not there: a place that is still filled so is free from now on, and each stay says
    so."""
    for row in rows:
        end(row, at)
        row.denied_on, row.denied_at_desk = row.denied_on or on, at_desk
        row.save(update_fields=["left_at", "denied_on", "denied_at_desk"])


Noted = dict[tuple[Ref, int], tuple[int, ...]]  # a vote and a place, with the stays of that proxy


def votes_by(meeting: Meeting, rows: Collection[Attendance]) -> Noted:
    """The votes that have a vote by one of some proxies which nobody has noted, with all of them that filled the place.
    What whose place it is has voted since, come themselves, is theirs."""
    voted = {
        (vote.ref, row.entry_id)
        for row, put in _put(meeting, rows)
        for vote in ballots.voted_by_proxy(put, row.entry_id, row.pk)
    }
    return {key: stays for key, stays in _filled(meeting, rows).items() if key in voted}


def vacated(meeting: Meeting, rows: Collection[Attendance], noted: Noted) -> list[Consequence]:
    """The other votes in which one of them filled a place: it counted as there, and nothing is taken for it from now
    on."""
    return [
        Consequence(VacatePlace, vote, VacatedFacts(entry=place, stays=_listed(stays)))
        for (vote, place), stays in _filled(meeting, rows).items()
        if (vote, place) not in noted
    ]


def _filled(meeting: Meeting, rows: Iterable[Attendance]) -> Noted:
    """In which votes they filled which place."""
    found: Noted = {}
    for row, put in _put(meeting, rows):
        for vote in put:
            found[vote.ref, row.entry_id] = (*found.get((vote.ref, row.entry_id), ()), row.pk)
    return found


def _put(meeting: Meeting, rows: Iterable[Attendance]) -> Iterator[tuple[Attendance, list[ballots.VoteOn]]]:
    about = [item.ref for item in meeting.items.all()]
    for row in rows:
        yield row, ballots.put_by_proxy(about, row.entry_id, row.pk, (row.came_at, row.left_at))


def filled_now(meeting: Meeting, rows: Collection[Attendance]) -> list[Consequence]:
    """The open votes in which it matters who has come to a place now."""
    came = {row.entry_id: row for row in rows}
    arrivals = {row.entry_id: row.pk if row.how == PROXY else ballots.HOLDER for row in rows}
    moved = Q(how=PROXY) | Q(denied_on__isnull=False)
    if not meeting.attendance.filter(moved, entry__in=arrivals).exists():
        return []
    about = [item.ref for item in meeting.items.all()]
    return [fills(vote.ref, came[place], arrivals[place]) for vote, place in ballots.open_to_arrivals(about, arrivals)]


def fills(vote: Ref, row: Attendance, stay: int = ballots.HOLDER) -> Consequence:
    """Whoever came sits at their place in a vote from their coming on."""
    of_household = stay == ballots.HOLDER and row.entry.by_household
    who, since = str(row.person) if of_household else "", row.came_at.isoformat()
    return Consequence(FillPlace, vote, FilledFacts(entry=row.entry_id, stay=stay, since=since, person=who))


def noted(votes: Noted) -> Iterator[Consequence]:
    """Each of these votes is marked."""
    for (vote, place), stays in votes.items():
        yield Consequence(NoteFalseProxy, vote, FalseProxyFacts(entry=place, stays=_listed(stays)))


def _listed(stays: Iterable[int]) -> str:
    return ",".join(map(str, stays))
