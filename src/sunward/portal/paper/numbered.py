"""Several numbered sheets for what one has no room for: each says which of how many it is, and all hang together.

They are planned by the estimate for both, print page and PDF: a sheet of the one can stand for that of the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from math import isinf

from django.utils.translation import gettext as _

from sunward.portal.paper.fit import (
    CAREFUL,
    FOLDS,
    Fitted,
    Paper,
    as_set,
    fitted,
    for_paper,
    height_of,
    most_that,
    signs_of,
    uncut,
)
from sunward.portal.paper.sheet import Sheet

MOST = 60  # sheets of one poster; what is longer still says on the last of them that it goes on
AT_ONCE = 600  # pieces that no sheet has room for, whatever they are


def as_hung(sheets: Sequence[Sheet], paper: Paper, room: float = CAREFUL) -> list[Fitted]:
    """A sheet alone as one, or as several numbered ones; those that are several already as they are."""
    return numbered(sheets[0], paper, room) if len(sheets) == 1 else [fitted(sheet, paper) for sheet in sheets]


def numbered(sheet: Sheet, paper: Paper, room: float = CAREFUL) -> list[Fitted]:
    """As few sheets as there can be, at the largest size at which they are no more. What has nothing that could stand
    on another stays one, however full."""
    sheet = for_paper(sheet, paper)
    if whole := _whole(sheet, paper, room):
        return [as_set(whole, paper)]
    if not sheet.units:
        return [fitted(sheet, paper)]
    cutting = _Cutting(sheet, paper, len(paper.levels) - 1, room)
    ends = cutting.ends()
    for level in reversed(range(cutting.level)):
        if isinf(height_of(sheet, paper, level)):
            break
        larger = _Cutting(sheet, paper, level, room)
        found = larger.ends(len(ends))
        if found[-1] < ends[-1]:
            break
        cutting, ends = larger, found
    return [as_set(Fitted(one, cutting.level), paper) for one in cutting.parts(ends)]


def how_many(sheet: Sheet, paper: Paper, room: float = CAREFUL, most: int = MOST) -> int:
    """On how many it hangs, at most so many, without planning what stands on each."""
    sheet = for_paper(sheet, paper)
    if not sheet.units or _whole(sheet, paper, room):
        return 1
    return len(_Cutting(sheet, paper, len(paper.levels) - 1, room).ends(most))


def _whole(sheet: Sheet, paper: Paper, room: float) -> Fitted | None:
    if sum(len(block.table.rows) for block in sheet.blocks if block.table) > AT_ONCE:
        return None  # measuring them all at every size took seconds
    return uncut(sheet, paper, lambda each, level: height_of(each, paper, level) <= room)


@dataclass(frozen=True)
class _Cutting:
    """A sheet that is cut into several at one size of its text."""

    sheet: Sheet
    paper: Paper
    level: int
    room: float

    def ends(self, most: int = MOST) -> list[int]:
        """Up to which piece each of at most so many sheets goes."""
        first, last, ends, likely = 0, self.sheet.units, list[int](), AT_ONCE
        while first < last and len(ends) < most:
            rest = last - first
            if rest <= likely and self._fits(first, rest):
                many = rest
            else:
                many = max(1, most_that(min(rest - 1, likely), partial(self._fits, first)))
            first, likely = first + many, min(AT_ONCE, 2 * many + 8)
            ends.append(first)
        return ends

    def parts(self, ends: Sequence[int]) -> list[Sheet]:
        """The last says how much goes on where even so many sheets have no room for it."""
        starts, left = [0, *ends[:-1]], self.sheet.units - ends[-1]
        parts = [
            self._part(first, stop, number, len(ends))
            for number, (first, stop) in enumerate(zip(starts, ends, strict=True), 1)
        ]
        return [*parts[:-1], replace(parts[-1], left_out=left)]

    def _fits(self, first: int, many: int) -> bool:
        part = self._part(first, first + many, MOST, MOST)
        return height_of(part, self.paper, self.level) <= self.room

    @cached_property
    def _folds(self) -> int:
        """How often its narrow tables stand beside themselves."""
        signs = signs_of(self.paper, self.level)
        return max((many for many in FOLDS if self.sheet.folded(signs, many) != self.sheet), default=1)

    def _part(self, first: int, stop: int, number: int, of: int) -> Sheet:
        told, rows = _("Sheet %(number)s of %(all)s: all of them hang together."), self.sheet.rows_between(first, stop)
        told = told % {"number": number, "all": of}
        told += _(" Here: lines %(first)s to %(last)s.") % {"first": rows[0], "last": rows[1]} if rows else ""
        part = self.sheet.part(first, stop).folded(signs_of(self.paper, self.level), self._folds)
        short = " · ".join(filter(None, (self.sheet.number, f"{number}/{of}")))
        together = self.sheet.alike[1]
        return replace(part, banner=(told, *self.sheet.banner), number=short, alike=(together, together))
