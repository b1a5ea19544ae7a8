"""The hearings that petitions have forced."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from sunward.ballots.models import Petition
from sunward.ballots.rules.asking import HEARING
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref
from sunward.record import queries as record

FOLLOWING = "ballots.follow_matter"


@dataclass(frozen=True, slots=True)
class HearingForced:
    """A petition that enough signed and that asks for a hearing on a matter."""

    key: int
    ref: Ref
    community: str
    title: str
    matter: str
    reached_on: date
    source: str
    opened_on: date


def hearings_forced(community: str, on: date, since: date) -> tuple[HearingForced, ...]:
    """Those that were forced since a day, the oldest first. One query."""
    rows = Petition.objects.filter(community_code=community, purpose=HEARING, reached_on__gte=since, reached_on__lte=on)
    return tuple(_forced(row, row.reached_on) for row in rows.order_by("reached_on", "pk") if row.reached_on)


def hearing_forced(community: str, matter: str, on: date) -> HearingForced | None:
    """The petition by which a hearing on this matter was forced, as of a day; the first, for a second is not opened."""
    return forced_on(community, [matter], on).get(matter)


def forced_on(community: str, matters: Collection[str], on: date) -> dict[str, HearingForced]:
    """The same of several matters, by their numbers. One query."""
    rows = Petition.objects.filter(community_code=community, purpose=HEARING, asks_for__in=matters, reached_on__lte=on)
    newest_first = rows.order_by("-reached_on", "-pk")
    return {row.asks_for: _forced(row, row.reached_on) for row in newest_first if row.reached_on}


def hearings_waiting(community: str, matters: Collection[str], on: date) -> list[Ref]:
    """The petitions for a hearing on any of these matters that were reached or can still be signed: those reached
    first, then the newest. One query."""
    waiting = _waiting(community, matters, on)
    return [row.ref for row in waiting.order_by(F("reached_on").asc(nulls_last=True), "-pk")]


def matters_waiting(community: str, matters: Collection[str], on: date) -> frozenset[str]:
    """Those of the matters that have such a petition. One query."""
    return frozenset(_waiting(community, matters, on).values_list("asks_for", flat=True))


def _waiting(community: str, matters: Collection[str], on: date) -> QuerySet[Petition]:
    rows = Petition.objects.filter(community_code=community, purpose=HEARING, asks_for__in=matters)
    return rows.filter(Q(reached_on__isnull=False) | Q(closes_on__gte=on, void_on=None))


@dataclass(frozen=True, slots=True)
class AskedElsewhere:
    """A petition for a hearing that was carried between numbers: which matters it was about before, and is now."""

    number: str
    former: tuple[str, ...]
    now: str


def carried_here(petition: str, now: str) -> AskedElsewhere | None:
    """What a petition was about before; None where it always had this number. One query."""
    moves = record.results_of(FOLLOWING, [Ref("petition", petition)])
    former = tuple(dict.fromkeys(str(one.public["before"]) for one in moves if one.public["before"] != now))
    return AskedElsewhere(petition, former, now) if former else None


def carried_away(community: str, matter: str, withdrawn_on: date) -> AskedElsewhere | None:
    """The newest petition that was about a matter before it was withdrawn, and is about another now. Two queries."""
    since = withdrawn_on - LOOKED_BACK
    rows = Petition.objects.filter(community_code=community, purpose=HEARING, opened_on__range=(since, withdrawn_on))
    about = {str(row.ref): row.asks_for for row in rows.exclude(asks_for=matter)}
    moves = record.results_of(FOLLOWING, map(Ref.parse, about)) if about else []
    found = [one.result for one in moves if one.public["before"] == matter and one.result]
    return AskedElsewhere(found[-1].id, (matter,), about[str(found[-1])]) if found else None


@dataclass(frozen=True, slots=True)
class HearingAsked:
    """How far the newest petition for a hearing on a matter is."""

    number: str
    signed: int
    needed: int
    closes_on: date
    reached_on: date | None

    def word(self, on: date) -> str:
        """`reached`, `closed` or `open`: worked out, never set."""
        if self.reached_on:
            return "reached"
        return "open" if on <= self.closes_on else "closed"


def hearing_asked(community: str, matter: str) -> HearingAsked | None:
    """One that nobody had wanted is none. One query."""
    rows = Petition.objects.filter(community_code=community, purpose=HEARING, asks_for=matter, void_on=None)
    counted = Count("signatures", filter=Q(signatures__withdrawn_on=None))
    found = rows.annotate(signed=counted).order_by("-pk")
    row = found.values_list("number", "signed", "needed", "closes_on", "reached_on").first()
    return HearingAsked(*row) if row else None


def _forced(row: Petition, reached_on: date) -> HearingForced:
    return HearingForced(
        row.pk, row.ref, row.community_code, row.title, row.asks_for, reached_on, row.source, row.opened_on
    )
