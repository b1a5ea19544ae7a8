"""Which posting came in the place of which: one reading of the corrections, for the page of an objection, for what is
overdue and for what waits for a posting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from sunward.disclosure.models import Publication
from sunward.kernel.refs import Ref

FIELDS = (
    "id", "number", "item", "corrects_id", "repeats_id", "must_stay_until", "taken_down_on", "stays_up_days",
    "asked_days", "subject_type", "subject_id", "bare",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """What of a posting tells in whose place it hangs, and whether it hung long enough to take it."""

    key: int
    number: str
    item: str
    corrects: int | None
    repeats: int | None
    must_stay_until: date
    taken_down_on: date | None
    stays_up_days: int
    asked_days: int | None
    subject_type: str
    subject_id: str
    bare: bool | None

    def is_about(self, row: Publication) -> bool:
        """Whether it hangs for the same thing: what is posted about another leaves this one as it was."""
        return about_the_same(Ref(self.subject_type, self.subject_id), row.about)

    @property
    def words(self) -> int:
        """The first posting that says the same."""
        return self.repeats or self.key

    def stayed(self, on: date) -> bool:
        """Whether it hangs, or hung to the end of its days."""
        down = self.taken_down_on
        return down is None or down > on or down >= self.must_stay_until

    def long_enough(self, on: date) -> bool:
        """Whether it says something and hangs, or hung, for the days asked for: what does not corrects nothing."""
        return not self.bare and self.stayed(on) and self.stays_up_days >= (self.asked_days or 0)


def about_the_same(one: Ref, other: Ref) -> bool:
    """Whether a correction is of what it takes the place of: about the same thing, or that was about nothing in
    particular, and may be told by now what it was about."""
    return one == other or other.type == "community"


class Corrections:
    """What was posted by a day in the place of something else, of some communities. One query, however much it is, made
    once something is asked of it."""

    def __init__(self, communities: Iterable[str], on: date) -> None:
        self._communities, self._on = frozenset(communities), on

    @cached_property
    def _sheets(self) -> dict[int, Sheet]:
        rows = Publication.objects.filter(
            Q(corrects__isnull=False) | Q(repeats__isnull=False),
            community_code__in=self._communities, recorded_on__lte=self._on,
        )  # fmt: skip
        return {one[0]: Sheet(*one) for one in rows.order_by("id").values_list(*FIELDS)}

    def first_true(self, row: Publication, items: frozenset[str] | None = None) -> str:
        """The number of the first posting (under one of these items, if some are given) that corrects this one, or one
        that says the same; empty where none does. It follows it through however many others, is about the same, says
        something else and hangs long enough. Whatever came between may be down by now, or never have hung so long;
        where the newest says again what was wrong, under whichever item and for however few days, nothing corrects
        it."""
        words = row.repeats_id or row.pk
        later = [one for one in self._sheets.values() if one.key > row.pk and one.is_about(row)]
        wrong = [one.key for one in later if one.words == words and one.stayed(self._on)]
        here = (one for one in later if one.words != words and (items is None or one.item in items))
        right = [one for one in here if one.long_enough(self._on) and self._came_after(one, row.pk, words)]
        if not right or right[-1].key < max(wrong, default=0):
            return ""
        return right[0].number

    def posted_again(self, row: Publication) -> bool:
        """Whether the same item was posted later in the place of this one, or of what this one had taken the place of:
        the newest answers for all. Under another item it says another thing, to others."""
        root = self._root(row.pk)
        return any(
            one.key > row.pk and one.item == row.item and self._root(one.key) == root for one in self._sheets.values()
        )

    def _came_after(self, one: Sheet, key: int, words: int) -> bool:
        return any(before == key or self._words(before) == words for before in self._before(one.key))

    def _words(self, key: int) -> int:
        return self._sheets[key].words if key in self._sheets else key

    def _before(self, key: int) -> Iterator[int]:
        """What a posting came in the place of, the newest first: what it corrects was there before it, so this ends."""
        sheet = self._sheets.get(key)
        while sheet is not None and sheet.corrects is not None:
            yield sheet.corrects
            sheet = self._sheets.get(sheet.corrects)

    def _root(self, key: int) -> int:
        return next(reversed([key, *self._before(key)]))
