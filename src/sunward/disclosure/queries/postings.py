"""How the posting of something stands: what decisions and payments wait for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sunward.disclosure.models import Publication
from sunward.disclosure.rules import PostingState, posting_state
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Posting:
    """The newest posting of a subject and how it stands; `days` is how many calendar days it must hang.

    `title` is public: it carries no names.
    """

    number: str
    about: Ref
    item: str
    title: Text
    posted_on: date
    days: int
    due_by: date | None
    taken_down_on: date | None
    state: PostingState


def posting_of(about: Ref, on: date, item: str | None = None) -> Posting | None:
    """The newest posting of a subject known on that day (only of this catalogue item, if one is given)."""
    return postings_of([about], on, item).get(about)


def postings_of(subjects: Iterable[Ref], on: date, item: str | None = None) -> dict[Ref, Posting]:
    """The newest posting of each subject, in three queries however many there are.

    A correction or a new posting takes the place of the older one; what was objected to the older one is settled
    by that.
    """
    wanted = list(subjects)
    rows = Publication.objects.filter(
        subject_type__in={ref.type for ref in wanted}, subject_id__in={ref.id for ref in wanted}, recorded_on__lte=on
    )
    rows = rows.filter(item=item) if item else rows
    newest = {row.about: row for row in rows.order_by("id").prefetch_related("objections", "photographs")}
    return {ref: _posting(newest[ref], on) for ref in wanted if ref in newest}


def open_for_objection(community: str, on: date, limit: int = 50) -> tuple[Posting, ...]:
    """The postings that hang on this day with their period still running, those that end first in front."""
    rows = Publication.objects.filter(
        community_code=community, must_stay_until__gte=on, recorded_on__lte=on, taken_down_on__isnull=True
    )
    rows = rows.filter(corrections__isnull=True).order_by("must_stay_until", "id")
    rows = rows.prefetch_related("objections", "photographs")
    return tuple(_posting(row, on) for row in rows[:limit])


def _posting(row: Publication, on: date) -> Posting:
    state = posting_state(row, on, row.objections.all(), row.photographs.all())
    return Posting(
        number=row.number,
        about=row.about,
        item=row.item,
        title=row.title,
        posted_on=row.posted_on,
        days=row.stays_up_days,
        due_by=row.due_by,
        taken_down_on=row.taken_down_on,
        state=state,
    )
