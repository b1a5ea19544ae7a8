"""Which posting came in the place of which: one reading of the corrections, for the page of an objection, for what is
overdue and for what waits for a posting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.disclosure.models import Publication

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
    corrects: int
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
        return (self.subject_type, self.subject_id) == (row.subject_type, row.subject_id)

    @property
    def words(self) -> int:
        """The first posting that says the same."""
        return self.repeats or self.key

    def long_enough(self, on: date) -> bool:
        """Whether it says something and hangs, or hung, for the days asked for: what does not corrects nothing."""
        down = self.taken_down_on
        early = down is not None and down <= on and down < self.must_stay_until
        return not self.bare and not early and self.stays_up_days >= (self.asked_days or 0)


class Corrections:
    """What was posted by a day in the place of something else, of some communities. One query, however much it is, made
    once something is asked of it."""

    def __init__(self, communities: Iterable[str], on: date) -> None:
        self._communities, self._on = frozenset(communities), on

    @cached_property
    def _sheets(self) -> dict[int, Sheet]:
        rows = Publication.objects.filter(
            community_code__in=self._communities, corrects__isnull=False, recorded_on__lte=self._on
        )
        return {one[0]: Sheet(*one) for one in rows.order_by("id").values_list(*FIELDS)}

    def first_true(self, row: Publication, items: frozenset[str] | None = None) -> str:
        """The number of the first posting (under one of these items, if some are given) that corrects this one, or one
        that says the same; empty where none does. It follows it through however many others, is about the same, says
        something else and hangs long enough. Whatever came between may be down by now, or never have hung so long;
        where the newest says again what was wrong, nothing corrects it."""
        words = row.repeats_id or row.pk
        later = (one for one in self._sheets.values() if one.key > row.pk and one.is_about(row))
        later = (one for one in later if items is None or one.item in items)
        found = [one for one in later if one.long_enough(self._on) and self._came_after(one, row.pk, words)]
        if not found or found[-1].words == words:
            return ""
        return next(one.number for one in found if one.words != words)

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
        while key in self._sheets:
            key = self._sheets[key].corrects
            yield key

    def _root(self, key: int) -> int:
        return next(reversed([key, *self._before(key)]))
