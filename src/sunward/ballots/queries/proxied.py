"""The votes in which a proxy filled a place, for whoever knows what became of the proxy."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from sunward.ballots.casting.absent import counted_there
from sunward.ballots.casting.afterwards import is_late
from sunward.ballots.casting.delegates import delegates_in
from sunward.ballots.casting.proxied import FETCHED, kept, sitting, stay_of, take_sheets
from sunward.ballots.casting.seated import HOLDER, NOBODY
from sunward.ballots.counting.deciding import carried_aside
from sunward.ballots.models import FalseProxy, Mark, RollEntry, Vote
from sunward.ballots.queries.about import VoteOn, votes_on
from sunward.kernel import clock
from sunward.kernel.refs import Ref, person_number
from sunward.registry import queries as registry

DAY = timedelta(days=1)
Hours = tuple[datetime, datetime | None]


def put_by_proxy(about: Sequence[Ref], entry: int, stay: int, hours: Hours) -> list[VoteOn]:
    """The votes on some things that stand, and in which a proxy filled a place by one stay (its number, and from when
    to when it was): as the vote keeps it, whatever is entered of who came and went since."""
    put = [one for one in votes_on(*about) if one.annulled_on is None]
    rows = Vote.objects.filter(number__in=[one.number for one in put]) if put else ()
    there = {row.number for row in rows if _filled(row, entry, stay, hours)}
    return [one for one in put if one.number in there]


def _filled(vote: Vote, entry: int, stay: int, hours: Hours) -> bool:
    if vote.by_proxy is None:  # put by a release that did not keep it
        came, left = hours
        there = came <= vote.opened_at and (left is None or left > vote.opened_at)
        return there and entry in (vote.in_room or ())
    if any(one.stay == stay for one in kept(vote).get(entry, ())):
        return True
    return Mark.objects.filter(vote=vote, entry=entry, by_stay=stay).exists()  # a sheet, where people outside vote too


def put_with(about: Sequence[Ref], entry: int, person: str) -> list[VoteOn]:
    """The votes on some things that stand, and in which whose place it is counts as having been in the room; of a
    household those in which somebody (`person:<number>`) sits for it, or gave what is entered of the room."""
    put = [one for one in votes_on(*about) if one.annulled_on is None]
    rows = Vote.objects.filter(number__in=[one.number for one in put]) if put else ()
    key = registry.person_rows([person])[person]
    there = {row.number for row in rows if _sits(row, entry, key) or _gave(row, entry, key)}
    return [one for one in put if one.number in there]


def _sits(vote: Vote, entry: int, person: int) -> bool:
    return _held(vote, entry) and delegates_in(vote).get(entry, person) == person


def _gave(vote: Vote, entry: int, person: int) -> bool:
    marks = Mark.objects.filter(vote=vote, entry=entry, came=person, by_stay=HOLDER, withdrawn_on=None)
    return vote.in_room is not None and any(counted_there(vote, mark) for mark in marks)


def _held(vote: Vote, entry: int) -> bool:
    fills = kept(vote).get(entry)
    return entry in (vote.in_room or ()) if fills is None else any(one.stay == HOLDER for one in fills)


def voted_by_proxy(put: Sequence[VoteOn], entry: int, stay: int) -> list[VoteOn]:
    """Those of such votes that have a vote by that stay of which nobody has said yet that it was none."""
    marks = Mark.objects.filter(vote__number__in=[one.number for one in put], entry=entry, withdrawn_on=None)
    known = {one.vote_id: one.stays for one in FalseProxy.objects.filter(entry=entry)}
    voted = {
        mark.vote.number
        for mark in marks.select_related("vote")
        if stay_of(mark.vote, mark) == stay
        if mark.vote_id not in known or (known[mark.vote_id] and stay not in known[mark.vote_id])
    }
    return [one for one in put if one.number in voted]


def proxies_sitting(vote: str, places: Collection[int], *, takes_sheets: bool = False) -> dict[int, int]:
    """By which stay a proxy sits at each of some places now, or takes its sheet; nothing of an evening that is entered
    later, when others may have sat there."""
    row = Vote.objects.filter(number=vote).exclude(in_room=None).first() if places else None
    now = clock.now()
    if row is None or row.entered_at is not None or is_late(row, "hands", now):
        return {}
    there = take_sheets(row, places, now) if takes_sheets else sitting(row)
    return {place: stay for place, stay in there.items() if place in places and stay not in {HOLDER, NOBODY}}


def weights_aside(vote: str) -> tuple[int, ...]:
    """What each place weighs that did not vote since the proxy who sits there stepped aside; 0 where none weighs."""
    row = Vote.objects.filter(number=vote).first()
    seats = carried_aside(row) if row else ()
    rows = RollEntry.objects.filter(pk__in=seats).values_list("weight", flat=True) if seats else ()
    return tuple(weight or 0 for weight in rows)


def unanswered_aside(vote: str) -> frozenset[int]:
    """The stays of proxies who stepped aside from a vote, at places without a vote."""
    row = Vote.objects.filter(number=vote).first()
    seats = carried_aside(row) if row else frozenset[int]()
    there = sitting(row) if row and seats else {}
    return frozenset(there[place] for place in seats if place in there)


def fetched_for(about: Sequence[Ref], giver: str, given: date, void: date | None) -> list[tuple[Ref, int]]:
    """The votes that stand about some things in which a proxy of an election fetched a sheet for somebody
    (`person:<number>`), each with their place. It was given before the day of the poll, and not void before that."""
    put = [one.number for one in votes_on(*about) if one.annulled_on is None]
    marks = Mark.objects.filter(
        vote__number__in=put, by_stay=FETCHED, entry__person__number=person_number(giver), withdrawn_on=None,
        vote__opened_at__gte=clock.moment(given + DAY, 0),
    )  # fmt: skip
    if void:
        marks = marks.filter(vote__opened_at__lt=clock.moment(void + DAY, 0))
    return [(Ref("vote", mark.vote.number), mark.entry_id) for mark in marks.select_related("vote").order_by("pk")]


def open_to_arrivals(about: Sequence[Ref], arrivals: Mapping[int, int]) -> list[tuple[VoteOn, int]]:
    """The open votes on some things in which it matters that somebody comes to a place (by it: a proxy's stay, or
    `HOLDER`), each with that place: where a proxy had it, or one comes to a place that the vote has in its room."""
    now = {one.number: one for one in votes_on(*about) if one.closed_at is None and one.annulled_on is None}
    rows = Vote.objects.filter(number__in=now).order_by("pk") if now and arrivals else ()
    return [(now[row.number], place) for row in rows for place, stay in arrivals.items() if _matters(row, place, stay)]


def _matters(vote: Vote, place: int, stay: int) -> bool:
    return place in kept(vote) or (stay != HOLDER and place in (vote.in_room or ()))
