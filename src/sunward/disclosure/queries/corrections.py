"""What was found wrong and has to be corrected and posted again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sunward.charter import queries as charter
from sunward.charter.engine import Duration
from sunward.disclosure.models import Objection
from sunward.disclosure.rules import UPHELD
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
    rows = Objection.objects.filter(upheld, community_code=community, publication__corrections__isnull=True)
    for row in rows.select_related("publication").order_by("id"):
        yield correction_of(row, on)


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
