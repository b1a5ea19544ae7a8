"""When a log was written: how much each day, how much of it long after the fact, what was refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Case, Count, F, Q, Subquery, Value, When
from django.db.models.functions import TruncDate

from sunward.kernel import sql
from sunward.kernel.clock import moment
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.record.journal import as_entry
from sunward.record.models import Journal

LATE = timedelta(days=3)  # an entry made this long after what it reports counts as filled in afterwards
PAGE = 50
NEWEST = """
    SELECT ref, (SELECT signed_size FROM record_loghead WHERE log = %s) FROM record_journal
    WHERE log = %s ORDER BY id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many entries one civil day saw, how many of them report something more than three days old, and how
    many are refusals."""

    log: str
    on: date
    entries: int
    late: int
    refusals: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What changes whenever a page about a log may change: its newest entry, and how far it is signed."""

    newest: str
    signed: int


def days(logs: Iterable[str], since: date) -> list[DayCount]:
    """The days with entries from `since` on, by log and day. One query, however many logs."""
    rows = Journal.objects.filter(log__in=list(logs), recorded_at__gte=moment(since, 0))
    counted = rows.annotate(on=TruncDate("recorded_at")).values("log", "on").annotate(
        entries=Count("id"), late=Count("id", filter=Q(recorded_at__gt=F("claimed_at") + LATE)),
        refusals=Count("id", filter=Q(kind="refusal")),
    )  # fmt: skip
    return [DayCount(**row) for row in counted.order_by("log", "on")]


@dataclass(frozen=True, slots=True)
class Performed:
    """How often an act was done in a post, for oneself or its office, or for somebody at the desk."""

    act: str
    post: str
    served: bool
    number: int


def performed_in(log: str, since: date) -> list[Performed]:
    """What was done from `since` on by itself and in which post, the most frequent first. One query."""
    rows = Journal.objects.filter(log=log, recorded_at__gte=moment(since, 0), parent=None).exclude(kind="refusal")
    served = Case(When(on_behalf_of=None, then=Value(False)), default=Value(True), output_field=BooleanField())
    counted = rows.annotate(served=served).values("act", "post", "served").annotate(number=Count("id"))
    return [Performed(**row) for row in counted.order_by("-number", "act", "post", "served")]


def refusals(log: str, before: str | None = None, limit: int = PAGE) -> list[Entry]:
    """The acts that the door refused, newest first; `before` is the ref of the last one already shown."""
    rows = Journal.objects.filter(log=log, kind="refusal")
    older = Q(id__lt=Subquery(Journal.objects.filter(ref=before).values("id"))) if before else Q()
    return [as_entry(row) for row in rows.filter(older).order_by("-id")[:limit]]


def about(things: Iterable[Ref], limit: int = PAGE, apart: str = "") -> list[Entry]:
    """The acts on some things and those that made them, newest first, without private facts; none that made another
    thing of the type `apart`. One query."""
    wanted = list(things)
    made = Q(result__in=[str(thing) for thing in wanted])
    on = [Q(subject_type=thing.type, subject_id=thing.id) for thing in wanted]
    rows = Journal.objects.filter(reduce(or_, on, made))
    rows = rows.exclude(~made, result__startswith=f"{apart}:") if apart else rows
    return [as_entry(row) for row in rows.order_by("-id")[:limit]]


def begun_by(log: str) -> list[Entry]:
    """The entry with which a log begins. One query."""
    return [as_entry(row) for row in Journal.objects.filter(log=log).order_by("id")[:1]]


def listed(refs: Iterable[str]) -> list[Entry]:
    """These acts, newest first, without private facts. One query."""
    return [as_entry(row) for row in Journal.objects.filter(ref__in=list(refs)).order_by("-id")]


def mark(log: str) -> Mark | None:
    """The state of a log in one cheap query; None for a log without entries."""
    found = sql.rows(NEWEST, [log, log])
    return Mark(found[0][0], found[0][1] or 0) if found else None
