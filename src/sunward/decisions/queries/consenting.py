"""How far the consent has come that somebody waits for: a matter, an item on an agenda that names them, a decision."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sunward.decisions.adoption import decided
from sunward.decisions.models import Decision, Matter
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.meetings import queries as meetings
from sunward.meetings.queries import Awaited

LOOKED_AT = 12  # matters of the kind, the newest first


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
    """How far it has come."""
    rows = Matter.objects.filter(community_code=community, kind=one.kind, withdrawn_on=None, opened_on__lte=on)
    matters = list(rows.order_by("-id")[:LOOKED_AT])
    made: dict[int, list[str]] = {}
    for key, number in Decision.objects.filter(matter__in=matters).order_by("-id").values_list("matter_id", "number"):
        made.setdefault(key, []).append(number)
    for row in matters:
        for number in made.get(row.pk, ()):
            if _serves(number, one, community, on):
                return Consenting(row.ref, row.title, decision=number)
    pending = [row for row in matters if row.pk not in made]
    coming = meetings.to_decide([row.ref for row in pending], clock.now())
    for row in pending:
        if meeting := next((each for each in coming.get(row.ref, ()) if _puts(each, one)), None):
            return Consenting(row.ref, row.title, meeting)
    return Consenting(pending[0].ref, pending[0].title) if pending else Consenting()


def _serves(number: str, one: ForWhom, community: str, on: date) -> bool:
    """As the act that records a consent judges it."""
    found = decided(number, community, on)
    if found is None or not found.in_order or found.on < one.since or found.body not in one.bodies:
        return False
    return one.person in found.people if found.people else number not in one.used


def _puts(meeting: Awaited, one: ForWhom) -> bool:
    return meeting.body in one.bodies and (not meeting.people or one.person in meeting.people)
