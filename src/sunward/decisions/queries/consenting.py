"""How far the consent has come that somebody waits for: a matter, an item on an agenda that names them, a decision."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sunward.decisions.adoption import decided
from sunward.decisions.models import Decision, Matter
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.meetings import queries as meetings
from sunward.meetings.queries import Awaited

LOOKED_AT = 12  # of those that could be theirs, the newest first


@dataclass(frozen=True, slots=True)
class Consenting:
    """The furthest that any matter has come: none, one without an agenda, one that a meeting is to decide, or a
    decision that consents to this person."""

    matter: Ref | None = None
    title: str = ""
    meeting: Awaited | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class ForWhom:
    """Who waits for a consent (`person:<number>`), since when, by which bodies' decision on which kind of matter.
    `used` are decisions that served for others; where they name nobody they consent to nobody else."""

    person: str
    since: date
    kind: str
    bodies: Collection[str]
    used: Collection[str] = ()


def consenting(one: ForWhom, community: str, on: date) -> Consenting:
    """How far it has come. Whose a matter is, is asked of all at once, and only then how it stands: most that were
    decided since have consented to others."""
    rows = Matter.objects.filter(community_code=community, kind=one.kind, withdrawn_on=None, opened_on__lte=on)
    for number, matter, title in _theirs(one, rows)[:LOOKED_AT]:
        if _serves(number, one, community, on):
            return Consenting(matter, title, decision=number)
    pending = list(rows.filter(decisions=None).order_by("-id"))
    coming = meetings.to_decide([row.ref for row in pending], clock.now())
    for row in pending:
        if meeting := next((each for each in coming.get(row.ref, ()) if _puts(each, one)), None):
            return Consenting(row.ref, row.title, meeting)
    return Consenting(pending[0].ref, pending[0].title) if pending else Consenting()


def _theirs(one: ForWhom, matters: QuerySet[Matter]) -> list[tuple[str, Ref, str]]:
    """The decisions, each with its matter and that one's title, that could consent to somebody: of a body that may and
    not before they waited, for which an item named them, or nobody and it has not served yet. Two queries."""
    rows = Decision.objects.filter(matter__in=matters, step__body__in=list(one.bodies), decided_on__gte=one.since)
    rows = rows.order_by("-matter_id", "-id")
    made = [
        (number, body, Ref("matter", matter), title)
        for number, body, matter, title in rows.values_list("number", "step__body", "matter__number", "matter__title")
    ]
    named = meetings.people_named({matter for _, _, matter, _ in made})
    return [
        (number, matter, title)
        for number, body, matter, title in made
        if _may_name(named.get((matter, body), []), one.person, served=number in one.used)
    ]


def _may_name(items: list[frozenset[str]], person: str, *, served: bool) -> bool:
    return any(person in people for people in items) or (not served and not all(items or [frozenset()]))


def _serves(number: str, one: ForWhom, community: str, on: date) -> bool:
    """As the act that records a consent judges it."""
    found = decided(number, community, on)
    if found is None or not found.in_order or found.on < one.since or found.body not in one.bodies:
        return False
    return one.person in found.people if found.people else number not in one.used


def _puts(meeting: Awaited, one: ForWhom) -> bool:
    return meeting.body in one.bodies and (not meeting.people or one.person in meeting.people)
