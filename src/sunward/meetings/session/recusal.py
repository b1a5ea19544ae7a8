"""Who stepped aside from an item: they answer it for no place, nor where they sit for somebody else."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet, Value

from sunward.ballots import queries as ballots
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref, person_number
from sunward.kernel.text import Text
from sunward.meetings.models import PROXY, AgendaItem, Attendance, Meeting, OffBase, ProxyAside
from sunward.meetings.rules.aside import ASIDE
from sunward.meetings.session.excluding import excluded, wrongly_aside

FOR_OTHERS = Text(
    "注意：有 {number} 个位置由在这件事上已经回避的人代理：代理人不能替别人表决。本人可以自己来，或者另外委托人来。",
    "Alert: places at which somebody sits as a proxy who has stepped aside from this question, and answers it for "
    "nobody: {number}. Whose places they are may come themselves, or send somebody else.",
)


def _stepped_aside(item: AgendaItem) -> QuerySet[OffBase]:
    return excluded(item).filter(reason__in=dict(ASIDE))


def aside_as_proxies(item: AgendaItem) -> QuerySet[ProxyAside]:
    """The proxies without a place of their own who have stepped aside, and did not take it back."""
    return item.proxies_aside.filter(taken_back_on=None)


def proxies_of(meeting: Meeting) -> list[tuple[int, str]]:
    """At which place who sits for somebody else, or sat there and has left, in the order in which they came."""
    rows = meeting.attendance.filter(how=PROXY).order_by("came_at", "pk").values_list("entry_id", "person__number")
    return [(place, f"person:{number}") for place, number in rows]


def false_entries(item: AgendaItem) -> list[str]:
    """The desk entries of a stepping aside that were found false once whom they name could no longer vote."""
    places = wrongly_aside(item).values_list("entered_in", flat=True)
    proxies = aside_as_proxies(item).exclude(void_on=None).values_list("entered_in", flat=True)
    return [entry for entry in (*places, *proxies) if entry]


def kept_from_it(item: AgendaItem) -> int:
    """How many did not vote on account of a false entry at the desk alone: of them, or of who sat there for them, where
    nobody else came."""
    proxies = aside_as_proxies(item).exclude(void_on=None).values_list("proxy", flat=True)
    numbers = [person_number(one) for one in proxies]
    stays = (
        [stay for vote in ballots.standing_votes(item.ref) for stay in ballots.unanswered_aside(vote.number)]
        if numbers
        else []
    )
    sat = Attendance.objects.filter(pk__in=stays, person__number__in=numbers)
    return wrongly_aside(item).count() + sat.values("entry_id").distinct().count()


def step_aside_as_proxy(item: AgendaItem, proxy: str, on: date, **why: Any) -> None:
    """A proxy steps aside; anew, if they had taken it back. The record keeps each time."""
    stands = {**why, "recorded_on": on, "taken_back_on": None, "taken_back_because": "", "void_on": None}
    ProxyAside.objects.update_or_create(item=item, proxy=proxy, defaults=stands)


def people_aside(item: AgendaItem) -> frozenset[str]:
    """Who stepped aside from an item, or was put aside: whose own word it is, else whose place it is."""
    return _people(_stepped_aside(item), aside_as_proxies(item))


def interested_by_word(item: AgendaItem) -> frozenset[str]:
    """Who has said of themselves, or has declared, that they have an interest in an item and stepped aside for it: not
    of whom others alone said it, nor who had not said it, by an upheld dispute."""
    said = _stepped_aside(item).filter(void_on=None).exclude(by_others=True, said_by="")
    return _people(said, aside_as_proxies(item).filter(void_on=None))


def _people(asides: QuerySet[OffBase], proxies: QuerySet[ProxyAside]) -> frozenset[str]:
    """One query."""
    at_a_place = asides.values_list("said_by", "entry__person__number", "entry__by_household")
    at_none = proxies.values_list("proxy", Value(""), Value(False))
    rows = at_a_place.union(at_none, all=True)
    found = (said_by or (f"person:{number}" if number and not home else "") for said_by, number, home in rows)
    return frozenset(found) - {""}


def proxies_aside(about: Ref) -> frozenset[int]:
    """The stays of proxies who stepped aside from what is voted on."""
    item = AgendaItem.objects.filter(number=about.id).first() if about.type == "item" else None
    return frozenset(_stays_of(item).values_list("pk", flat=True)) if item else frozenset()


def marks_of_proxies_aside(item: AgendaItem, at: datetime) -> Iterator[Finding]:
    """At how many places one of them sits at a moment: their own word takes nobody else's vote unseen."""
    there = _stays_of(item).filter(Q(left_at=None) | Q(left_at__gt=at), denied_on=None, came_at__lte=at)
    yield from _said(there.values("entry_id").distinct().count())


def marks_of_arrivals(meeting: Meeting, stays: Collection[Attendance]) -> Iterator[Finding]:
    """The same of proxies who come now, for what is not settled yet."""
    came = {row.pk for row in stays if row.how == PROXY}
    items = meeting.items.filter(settled_on=None) if came else AgendaItem.objects.none()
    aside = frozenset(pk for item in items for pk in _stays_of(item).values_list("pk", flat=True))
    yield from _said(len(came & aside))


def _stays_of(item: AgendaItem) -> QuerySet[Attendance]:
    people = people_aside(item)
    if not people:
        return Attendance.objects.none()
    numbers = [person_number(one) for one in people]
    return Attendance.objects.filter(meeting=item.meeting_id, how=PROXY, person__number__in=numbers)


def _said(number: int) -> Iterator[Finding]:
    if number:
        yield Finding("proxies_aside", False, FOR_OTHERS.fill(number=number), actual=str(number))
