"""How the posting of something stands: what decisions and payments wait for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sunward.disclosure.models import Publication
from sunward.disclosure.rules import PostingState, posting_state
from sunward.kernel.refs import Ref


@dataclass(frozen=True, slots=True)
class Posting:
    """The newest posting of a subject and how it stands; `days` is how many calendar days it must hang."""

    number: str
    about: Ref
    item: str
    posted_on: date
    days: int
    due_by: date | None
    state: PostingState


def posting_of(about: Ref, on: date, item: str | None = None) -> Posting | None:
    """The newest posting of a subject known on that day (only of this catalogue item, if one is given)."""
    return postings_of([about], on, item).get(about)


def postings_of(subjects: Iterable[Ref], on: date, item: str | None = None) -> dict[Ref, Posting]:
    """The newest posting of each subject, in two queries however many there are.

    A correction or a new posting takes the place of the older one; what was objected to the older one is settled
    by that.
    """
    wanted = list(subjects)
    rows = Publication.objects.filter(
        subject_type__in={ref.type for ref in wanted}, subject_id__in={ref.id for ref in wanted}, recorded_on__lte=on
    )
    rows = rows.filter(item=item) if item else rows
    newest = {row.about: row for row in rows.order_by("id").prefetch_related("objections")}
    return {ref: _posting(newest[ref], on) for ref in wanted if ref in newest}


def _posting(row: Publication, on: date) -> Posting:
    state = posting_state(row, on, row.objections.all())
    return Posting(row.number, row.about, row.item, row.posted_on, row.stays_up_days, row.due_by, state)
