"""What was found wrong and has to be corrected and posted again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sunward.charter import queries as charter
from sunward.charter.engine import Duration
from sunward.disclosure.models import Objection, Publication
from sunward.disclosure.queries.standing import EARLY, TOO_FEW_DAYS
from sunward.disclosure.rules import UPHELD, objection_state
from sunward.kernel.text import Text

RULE = "correction_repost"


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that is owed. `due_on` is None where no rule book sets the days; `late_by` is in calendar days."""

    objection: str
    publication: str
    title: Text
    owner_post: str
    upheld_on: date
    due_on: date | None
    late_by: int
    source: str


def corrections_owed(community: str, on: date) -> Iterator[Correction]:
    """Objections upheld by this day whose publication nothing has corrected since, oldest first. One query."""
    upheld = Q(ruled_on__lte=on, ruling_outcome__in=UPHELD) | Q(
        answered_on__lte=on, outcome__in=UPHELD, ruled_on__isnull=True
    )
    rows = Objection.objects.filter(upheld, ~Exists(_changed()), community_code=community)
    for row in rows.select_related("publication").order_by("id"):
        yield correction_of(row, on)


def correction_made(row: Objection) -> str:
    """The first posting that corrects what was objected to, or nothing: the same words again correct nothing, nor do
    others that hung for too short a time."""
    first = _changed().order_by("id").values("number")[:1]
    return Objection.objects.filter(pk=row.pk).values_list(Subquery(first), flat=True).get() or ""


def found_wrong(publication: Publication, on: date) -> bool:
    """Whether an objection to this, or to a posting that only repeats it, has been upheld by this day."""
    same = Q(publication=publication) | Q(publication__repeats=publication)
    return any(objection_state(row, on).upheld for row in Objection.objects.filter(same))


def _changed() -> QuerySet[Publication]:
    """What corrects the posting of an objection, or one with the same content, says something else and hangs long
    enough; or repeats a correction that did not."""
    its = OuterRef("publication")
    original = Coalesce(OuterRef("publication__repeats"), its)
    of_it = Q()
    for path in ("corrects", "corrects__corrects", "corrects__corrects__corrects"):
        of_it |= Q(**{path: its}) | Q(**{path: original}) | Q(**{f"{path}__repeats": original})
    something_else = Q(repeats=None) | ~Q(repeats=original)
    return Publication.objects.filter(of_it, something_else, id__gt=its).exclude(EARLY | TOO_FEW_DAYS)


def correction_of(row: Objection, on: date) -> Correction:
    """What is owed for one upheld objection; counted from the day on which it was found right."""
    found_on = row.ruled_on or row.answered_on or on
    rule = charter.charter_of(row.community_code, found_on).parameters.get(RULE)
    due_on = charter.day_after(found_on, rule.value) if rule and isinstance(rule.value, Duration) else None
    page = row.publication
    late = max(0, (on - due_on).days) if due_on else 0
    return Correction(
        row.number, page.number, page.title, page.owner_post, found_on, due_on, late, rule.source if rule else ""
    )
