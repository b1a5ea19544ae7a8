"""How the posting of something stands: what decisions and payments wait for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from sunward.charter import queries as charter
from sunward.charter.engine import Duration
from sunward.disclosure.models import Audience, Objection, Publication
from sunward.disclosure.queries.chains import Corrections
from sunward.disclosure.rules import NO_TIME, PostingState, found_right, posting_state, wide_enough, with_carried
from sunward.disclosure.theirs import kinds_objected_to
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Posting:
    """The newest posting of a subject and how it stands; `days` is how many calendar days it must hang.
    `whole`: from and to which day those of the same subject and item hang, or have hung, that are not short of what
    their catalogue asks. `elsewhere`: the number of a posting under another item that corrects what is upheld still; it
    settles nothing here.

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
    whole: tuple[tuple[date, date], ...] = ()
    elsewhere: str = ""


def posting_of(about: Ref, on: date, item: str | None = None, least: Duration = NO_TIME) -> Posting | None:
    """The newest posting of a subject known on that day (only of this catalogue item, if one is given); `least` is for
    how long what waits for it waits."""
    return postings_of([about], on, item, least).get(about)


def postings_of(
    subjects: Iterable[Ref], on: date, item: str | None = None, least: Duration = NO_TIME
) -> dict[Ref, Posting]:
    """The newest posting of each subject, in three queries however many there are, and a fourth where an objection was
    upheld; two more where something was corrected on the very day on which one was.

    Only one that reaches whom the catalogue asks for: what fewer can read is no posting to wait for. A correction
    takes the place of the older one and settles what was upheld against it; a new posting settles nothing, nor does a
    correction under an item that is neither that of the older one nor the one asked for, and an unanswered objection
    stays open whatever is hung up after it.
    """
    wanted = list(subjects)
    rows = Publication.objects.filter(
        subject_type__in={ref.type for ref in wanted}, subject_id__in={ref.id for ref in wanted}, recorded_on__lte=on
    )
    rows = rows.order_by("id").prefetch_related("objections", "photographs")
    known: defaultdict[Ref, list[Publication]] = defaultdict(list)
    for row in rows:
        known[row.about].append(row)
    made = Corrections((row.community_code for row in rows), on)
    found = ((ref, _counting(known[ref], on, item, least, made)) for ref in wanted)
    return {ref: posting for ref, posting in found if posting}


def _counting(
    rows: Sequence[Publication], on: date, item: str | None, least: Duration, made: Corrections
) -> Posting | None:
    """The newest of these that counts, with what earlier ones of the same subject left open."""
    fitting = [row for row in rows if item in {None, row.item} and reaches_whom_it_should(row)]
    if not fitting:
        return None
    newest = fitting[-1]
    posting, older = _posting(newest, on, least), [row for row in rows if _carries(row, newest)]
    before = [_left(row, on, least, made, item) for row in older]
    upheld = [row for row, one in ((newest, posting.state), *zip(older, before, strict=True)) if one.upheld_objections]
    return replace(
        posting,
        state=with_carried(posting.state, before),
        whole=tuple(_whole(fitting, on)),
        elsewhere=next(
            (by.number for row in upheld for one in _upheld(row, on) if (by := made.first_true(row, one))), ""
        ),
    )


def _whole(rows: Iterable[Publication], on: date) -> Iterator[tuple[date, date]]:
    states = (posting_state(row, on) for row in rows)
    return ((one.up_from, one.must_stay_until) for one in states if one.short_by <= 0)


def reaches_whom_it_should(row: Publication) -> bool:
    """Whether it was posted for at least those for whom the catalogue of its day asks for this item."""
    if row.audience == Audience.EVERYONE:
        return True
    entry = charter.charter_of(row.community_code, row.posted_on).disclosure.get(row.item)
    return wide_enough(row.audience, entry.audience if entry else Audience.EVERYONE)


def _carries(row: Publication, newest: Publication) -> bool:
    """Whether objections to this one hold up the newest. The community itself is no one subject: what is posted about
    it is about many things."""
    if row.pk == newest.pk or row.subject_type == "community":
        return False
    return row.pk < newest.pk or row.item == newest.item


def _left(row: Publication, on: date, least: Duration, made: Corrections, item: str | None) -> PostingState:
    """What is open against a posting that another came after; each that was upheld is settled by a correction since."""
    state = posting_state(row, on, row.objections.all(), least=least)
    items = frozenset({row.item, item}) if item else None
    left = sum(not made.first_true(row, one, items) for one in _upheld(row, on))
    return replace(state, upheld_objections=left)


def _upheld(row: Publication, on: date) -> list[Objection]:
    return [one for one in row.objections.all() if found_right(one, on)]


def hung_about(about: Ref, item: str, on: date) -> tuple[Ref, ...]:
    """What was posted of one item about something for a time that is not over, corrected since or not, oldest first."""
    rows = Publication.objects.filter(subject_type=about.type, subject_id=about.id, item=item, must_stay_until__gte=on)
    return tuple(row.ref for row in rows.defer("text", "rows").order_by("id"))


def hanging(community: str, on: date, limit: int = 50) -> tuple[Posting, ...]:
    """The postings that hang on this day with their period still running, those that end first in front; what is for
    one person alone is nobody else's to know of."""
    return _listed(_hanging(community, on), on, limit)


def open_for_objection(community: str, on: date, limit: int = 50) -> tuple[Posting, ...]:
    """Those of them to which people can object."""
    return _listed(_open(community, on), on, limit)


def number_open_for_objection(community: str, on: date) -> int:
    """How many of these there are."""
    return _open(community, on).count()


def _listed(rows: QuerySet[Publication], on: date, limit: int) -> tuple[Posting, ...]:
    found = rows.order_by("must_stay_until", "id").prefetch_related("objections", "photographs")
    return tuple(_posting(row, on) for row in found[:limit])


def _open(community: str, on: date) -> QuerySet[Publication]:
    rows, kinds = _hanging(community, on), kinds_objected_to(community, on)
    return rows if kinds is None else rows.filter(subject_type__in=kinds)


def _hanging(community: str, on: date) -> QuerySet[Publication]:
    rows = Publication.objects.filter(
        community_code=community, must_stay_until__gte=on, recorded_on__lte=on, taken_down_on__isnull=True
    )
    return rows.filter(corrections__isnull=True).exclude(audience=Audience.PERSON)


def _posting(row: Publication, on: date, least: Duration = NO_TIME) -> Posting:
    state = posting_state(row, on, row.objections.all(), row.photographs.all(), least)
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
