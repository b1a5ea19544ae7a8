"""What was found wrong and has to be corrected and posted again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sunward.charter import queries as charter
from sunward.charter.engine import Duration
from sunward.disclosure.concerning import OF_ROLLS
from sunward.disclosure.models import Objection, Publication
from sunward.disclosure.queries.chains import Corrections, Posted
from sunward.disclosure.rules import UPHELD, counts_from, found_right
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


@dataclass(frozen=True, slots=True)
class Corrected:
    """That what an objection had found wrong in a posting was corrected by another; `late_by` is in calendar days."""

    publication: str
    by: str
    due_on: date | None
    late_by: int
    source: str


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


def corrected(row: Objection, by: Posted) -> Corrected:
    """How an upheld objection was met, by the day for which the corrected posting counts."""
    owed = correction_of(row, counts_from(by.posted_on, by.recorded_on))
    return Corrected(owed.publication, by.number, owed.due_on, owed.late_by, owed.source)


def corrected_late(publication: Publication, on: date) -> tuple[Corrected, ...]:
    """The corrections after their day in which a posting has a part: of what was found wrong in it, and those that it
    is itself. Two queries, and two more where one was posted on the day on which an objection was upheld."""
    made = Corrections([publication.community_code], on)
    rows = Objection.objects.filter(Q(publication=publication) | Q(publication__in=made.before(publication)))
    rows = rows.select_related("publication").defer("publication__text", "publication__rows").order_by("id")
    met = ((row, made.first_true(row.publication, row)) for row in rows if found_right(row, on))
    found = [corrected(row, by) for row, by in met if by]
    mine = (one for one in found if one.late_by and publication.number in {one.publication, one.by})
    return tuple(dict.fromkeys(mine))


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
