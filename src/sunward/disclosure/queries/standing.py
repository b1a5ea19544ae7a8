"""Which postings no longer stand for what they were posted for, so that what was owed is owed again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from sunward.disclosure.models import Publication
from sunward.disclosure.queries.postings import reaches_whom_it_should
from sunward.kernel.refs import Ref

EARLY = Q(taken_down_on__lt=F("must_stay_until"))
TOO_FEW_DAYS = Q(stays_up_days__lt=F("asked_days"))


@dataclass(frozen=True, slots=True)
class Row:
    """What of a posting tells whether it stands."""

    key: int
    number: str
    item: str
    corrects: int | None
    due_by: date | None
    bare: bool | None
    must_stay_until: date
    taken_down_on: date | None
    stays_up_days: int
    asked_days: int | None


def fallen(community: str, on: date) -> frozenset[str]:
    """The numbers of the postings that were taken down before their time, posted for too few days, or corrected under
    another item or for another period, and not posted again for theirs. One query, whatever was corrected."""
    rows = _touched(community, on)
    last = _last(rows, on)
    return frozenset(row.number for row in rows if not _stands(row, last[row.key], on))


@dataclass(frozen=True, slots=True)
class Hung:
    """The last day on which a posting hung, or, of one that nobody took down (`down` is false), was to hang."""

    until: date
    down: bool


def hung_until(number: str, community: str, on: date) -> Hung | None:
    """Until when a posting, or what took its place and said something under its item, hung, where nothing stands for it
    any more. None where something does, or one of them hangs. One query."""
    rows = _touched(community, on)
    found = next((row for row in rows if row.number == number), None)
    if found is None:
        return None
    alike = [row for row in _with_corrections(found, rows) if row.item == found.item and not row.bare]
    end = max((_end(row, on) for row in alike), key=lambda one: one.until, default=None)
    stands = _stands(found, _last(rows, on)[found.key], on)
    cut = any(_early(row, on) or _too_few_days(row) for row in alike)  # what hung to its end left nothing out
    return end if end and cut and not stands and end.until < on else None


def _touched(community: str, on: date) -> list[Row]:
    """What was taken down early, posted for too few days, or corrected, and what corrects it, oldest first."""
    known = Publication.objects.filter(community_code=community, recorded_on__lte=on)
    corrections = Q(corrects__isnull=False) | Q(corrections__isnull=False)
    touched = known.filter(EARLY | TOO_FEW_DAYS | corrections).distinct().order_by("id")
    fields = (
        "id",
        "number",
        "item",
        "corrects_id",
        "due_by",
        "bare",
        "must_stay_until",
        "taken_down_on",
        "stays_up_days",
        "asked_days",
    )
    return [Row(*values) for values in touched.values_list(*fields)]


def said_of(names: Collection[Ref], item: str, on: date) -> bool:
    """Whether something of this item was posted about a thing, under any of its names, that says something to whom it
    should, and stands. Two queries; one where nothing of the kind was posted."""
    rows = Publication.objects.filter(subject_id__in={ref.id for ref in names}, item=item, recorded_on__lte=on)
    said = [row for row in rows.defer("text", "rows") if row.about in names and says_it(row)]
    return bool(said) and not {row.number for row in said} <= fallen(said[0].community_code, on)


def says_it(row: Publication) -> bool:
    """Whether it says something beyond its title, to those for whom the catalogue asks for it."""
    return not row.bare and reaches_whom_it_should(row)


def corrected_before(number: str) -> Iterator[str]:
    """The postings of which this is a correction, the newest first."""
    found = Publication.objects.filter(number=number).values_list("corrects__number", flat=True).first()
    while found:
        yield found
        found = Publication.objects.filter(number=found).values_list("corrects__number", flat=True).first()


def _last(rows: Iterable[Row], on: date) -> dict[int, Row]:
    """What has the place of each: the newest that corrects it, through however many others; of several corrections of
    one the newest that hangs, or hung to its end, if any does."""
    later, last = defaultdict[int, list[Row]](list), dict[int, Row]()
    for row in reversed(list(rows)):  # a correction is entered after what it corrects
        found = later[row.key]
        last[row.key] = next((one for one in found if _hung(one, on)), found[0]) if found else row
        if row.corrects:
            later[row.corrects].append(last[row.key])
    return last


def _with_corrections(first: Row, rows: Iterable[Row]) -> Iterator[Row]:
    """A posting, and whatever corrects it, through however many others."""
    keys = {first.key}
    for row in rows:
        if row.key in keys or row.corrects in keys:
            keys.add(row.key)
            yield row


def _stands(row: Row, last: Row, on: date) -> bool:
    """Whether what took its place, or it itself, still says the same thing for the same time."""
    return _hung(last, on) and last.item == row.item and last.due_by in {None, row.due_by}


def _hung(row: Row, on: date) -> bool:
    """Whether it says something and hangs, or hung, for as long as it should."""
    return not (row.bare or _too_few_days(row) or _early(row, on))


def _end(row: Row, on: date) -> Hung:
    down = row.taken_down_on
    return Hung(down, True) if down is not None and down <= on else Hung(row.must_stay_until, False)


def _too_few_days(row: Row) -> bool:
    return row.stays_up_days < (row.asked_days or 0)


def _early(row: Row, on: date) -> bool:
    down = row.taken_down_on
    return down is not None and down <= on and down < row.must_stay_until
