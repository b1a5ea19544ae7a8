"""Which posting came in the place of which: one reading of the corrections, for the page of an objection, for what is
overdue and for what waits for a posting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from sunward.disclosure.models import Objection, Publication
from sunward.disclosure.rules import UPHELD, found_right
from sunward.kernel.refs import Ref
from sunward.record import queries as record

FIELDS = (
    "id", "number", "item", "corrects_id", "repeats_id", "must_stay_until", "taken_down_on", "stays_up_days",
    "asked_days", "subject_type", "subject_id", "bare", "recorded_on", "posted_on",
)  # fmt: skip
PUBLISHED, ANSWERED, RULED = "disclosure.publish", "disclosure.answer_objection", "disclosure.rule_on_appeal"


@dataclass(frozen=True, slots=True)
class Posted:
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
    recorded_on: date
    posted_on: date

    @property
    def ref(self) -> Ref:
        return Ref("publication", self.number)

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
    def _posted(self) -> dict[int, Posted]:
        rows = Publication.objects.filter(
            Q(corrects__isnull=False) | Q(repeats__isnull=False),
            community_code__in=self._communities, recorded_on__lte=self._on,
        )  # fmt: skip
        return {one[0]: Posted(*one) for one in rows.order_by("id").values_list(*FIELDS)}

    @cached_property
    def _places(self) -> dict[tuple[str, str], int]:
        """Of one day, the entries of what was found right and of what was hung up in the place of something: which
        came first. Two queries, made once something is asked of it."""
        days = {one.recorded_on for one in self._posted.values()}
        found = Objection.objects.filter(
            Q(ruling_outcome__in=UPHELD, ruled_on__in=days) | Q(outcome__in=UPHELD, answered_on__in=days),
            community_code__in=self._communities,
        )  # fmt: skip
        rows = list(found)
        on = {day for row in rows for day in (row.answered_on, row.ruled_on) if day}
        posted = [one.ref for one in self._posted.values() if one.recorded_on in on]
        return record.order_of([*(row.ref for row in rows), *posted], PUBLISHED, ANSWERED, RULED)

    def since(self, one: Posted, row: Objection) -> bool:
        """Whether it was hung up after the word that found an objection right: what hung before, whoever found it
        right had before them. What is claimed of an earlier day counts from its entry."""
        found_on = found_right(row, self._on)
        if found_on is None or one.recorded_on != found_on:
            return found_on is not None and one.recorded_on > found_on
        word = RULED if row.ruled_on and row.ruled_on <= self._on else ANSWERED
        places = self._places
        return places.get((PUBLISHED, str(one.ref)), 0) > places.get((word, str(row.ref)), 0)

    def first_true(self, row: Publication, of: Objection, items: frozenset[str] | None = None) -> Posted | None:
        """The first posting (under one of these items, if some are given) that corrects this one, or one that says the
        same, as an objection to it asks; None where none does. It follows it through however many
        others, was hung up since the objection was found right, is about the same, says something else than whatever
        hung in its place by then, and hangs long enough. Whatever came between may be down by now, or never have hung
        so long; where the newest says again what was wrong, under whichever item and for however few days, nothing
        corrects it."""
        later = [one for one in self._posted.values() if one.key > row.pk and one.is_about(row)]
        words = row.repeats_id or row.pk
        in_place = [one for one in later if self._came_after(one, row.pk, words)]
        known = {words} | {one.words for one in in_place if not self.since(one, of)}
        wrong = [one.key for one in later if one.words in known and one.stayed(self._on)]
        here = (one for one in in_place if one.words not in known and (items is None or one.item in items))
        right = [one for one in here if one.long_enough(self._on)]
        if not right or right[-1].key < max(wrong, default=0):
            return None
        return right[0]

    def replaced(self, row: Publication) -> bool:
        """Whether something was posted in the place of this one, under whichever item."""
        return any(one.corrects == row.pk for one in self._posted.values())

    def before(self, row: Publication) -> frozenset[int]:
        """What a posting came in the place of, whatever says the same with it."""
        keys = set(self._before(row.pk))
        same = {self._words(key) for key in keys}
        return frozenset(keys | same | {one.key for one in self._posted.values() if one.words in same})

    def posted(self, row: Publication) -> Posted | None:
        """A posting that came in the place of another, or says the same as one."""
        return self._posted.get(row.pk)

    def newest(self, row: Publication) -> str:
        """The number of what hangs under the same item in the place of a posting by now; its own where nothing does."""
        root = self._root(row.pk)
        later = [one for one in self._posted.values() if one.key > row.pk and one.item == row.item]
        return next((one.number for one in reversed(later) if self._root(one.key) == root), row.number)

    def posted_again(self, row: Publication) -> bool:
        """Whether the same item was posted later in the place of this one, or of what this one had taken the place of:
        the newest answers for all. Under another item it says another thing, to others."""
        root = self._root(row.pk)
        return any(
            one.key > row.pk and one.item == row.item and self._root(one.key) == root for one in self._posted.values()
        )

    def _came_after(self, one: Posted, key: int, words: int) -> bool:
        return any(before == key or self._words(before) == words for before in self._before(one.key))

    def _words(self, key: int) -> int:
        return self._posted[key].words if key in self._posted else key

    def _before(self, key: int) -> Iterator[int]:
        """What a posting came in the place of, the newest first: what it corrects was there before it, so this ends."""
        one = self._posted.get(key)
        while one is not None and one.corrects is not None:
            yield one.corrects
            one = self._posted.get(one.corrects)

    def _root(self, key: int) -> int:
        return next(reversed([key, *self._before(key)]))
