"""What was found wrong and has to be corrected and posted again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sunward.charter import queries as charter
from sunward.charter.engine import Duration
from sunward.disclosure.concerning import OF_ROLLS
from sunward.disclosure.models import Objection, Publication
from sunward.disclosure.queries.chains import Corrections
from sunward.disclosure.rules import UPHELD, found_right
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

RULE = "correction_repost"


@dataclass(frozen=True, slots=True)
class CorrectionOwed:
    """A correction that is owed. `due_on` is None where no rule book sets the days; `late_by` is in calendar days."""

    objection: str
    publication: str
    title: Text
    owner_post: str
    due_on: date | None
    late_by: int
    source: str
    item: str = ""
    about: Ref | None = None
    way: str = ""
    newest: str = ""  # what was posted last in its place, or itself

    @property
    def posted_since(self) -> str:
        """What was posted in its place, and corrects nothing of it; empty where nothing was."""
        return self.newest if self.newest != self.publication else ""

    @property
    def of_roll(self) -> bool:
        """Whether it is a roll that was found wrong, or a petition that is signed by one: that is corrected by an act
        of its own, and only then posted again."""
        return self.about is not None and self.about.type in OF_ROLLS


def corrections_owed(community: str, on: date, made: Corrections | None = None) -> Iterator[CorrectionOwed]:
    """Objections upheld by this day whose publication nothing has corrected since they were found right, oldest first.
    One query beside those of what corrects, which is handed in by whoever has asked already."""
    made = made or Corrections([community], on)
    upheld = Q(ruled_on__lte=on, ruling_outcome__in=UPHELD) | Q(
        answered_on__lte=on, outcome__in=UPHELD, ruled_on__isnull=True
    )
    rows = Objection.objects.filter(upheld, community_code=community).select_related("publication").order_by("id")
    for row in rows.defer("publication__text", "publication__rows"):
        if not made.first_true(row.publication, row):
            yield correction_of(row, on, made.newest(row.publication))


def found_wrong(publication: Publication, on: date) -> bool:
    """Whether an objection has been upheld by this day: to this, to a posting that only repeats it, or, while this
    hung in its place already, to one that it came in the place of."""
    made = Corrections([publication.community_code], on)
    before, posted = made.before(publication), made.posted(publication)
    same = Q(publication=publication) | Q(publication__repeats=publication)
    rows = Objection.objects.filter(same | Q(publication__in=before)).select_related("publication")
    upheld = [row for row in rows if found_right(row, on)]
    return any(row.publication_id not in before or (posted and not made.since(posted, row)) for row in upheld)


def correction_of(row: Objection, on: date, newest: str = "") -> CorrectionOwed:
    """What is owed for one upheld objection, counted from the day on which it was found right; `newest` is what was
    posted last in the place of what was objected to, and corrects nothing yet."""
    found_on = found_right(row, on) or on
    rule = charter.charter_of(row.community_code, found_on).parameters.get(RULE)
    due_on = charter.day_after(found_on, rule.value) if rule and isinstance(rule.value, Duration) else None
    page = row.publication
    late = max(0, (on - due_on).days) if due_on else 0
    about = Ref(page.subject_type, page.subject_id) if page.subject_type else None
    return CorrectionOwed(
        row.number, page.number, page.title, page.owner_post, due_on, late, rule.source if rule else "",
        page.item, about, row.way or "", newest or page.number,
    )  # fmt: skip
