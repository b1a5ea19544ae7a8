"""Who does not vote on an item, or is not counted for it: the exclusions that stand."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem, OffBase, ProxyAside
from sunward.meetings.rules.aside import KEPT_FROM_ONE, UNREACHABLE

CAME = Text("有人到会。", "Somebody has come for the place.")
REACHED = Text(
    "有 {number} 个位置先前登记为联系不上、不计入应到人数，付诸表决时有人到会：重新计入。",
    "Had been entered as not reached, and left out of the base: {number}. Somebody was there when the question was "
    "put, and they count.",
)


@dataclass(frozen=True, slots=True)
class Leaving:
    """The places that a rule takes out of the base for an item; those that could not be reached (`unreached`)
    are back in it as soon as somebody comes for them."""

    places: frozenset[int]
    unreached: frozenset[int]

    def among(self, there: Collection[int]) -> frozenset[int]:
        """Those that leave the base while some places are filled."""
        return self.places - self.unreached.intersection(there)


NOBODY_LEAVES = Leaving(frozenset(), frozenset())


def excluded(item: AgendaItem) -> QuerySet[OffBase]:
    """The exclusions from an item that stand: those that were taken back do not."""
    return item.off_base.filter(taken_back_on=None)


TO_BE_TOLD = Q(taken_back_on=None) | Q(void_on__isnull=False, taken_back_because=KEPT_FROM_ONE)


def to_be_told(row: OffBase | ProxyAside) -> bool:
    """Whether page and minutes tell of it: it stands, or kept somebody from one vote by mistake."""
    kept = row.void_on is not None and row.taken_back_because == KEPT_FROM_ONE  # the words alone are anybody's
    return row.taken_back_on is None or kept


def off_base_of(item: AgendaItem, there: Collection[int] = ()) -> frozenset[int]:
    """The places that a rule takes out of the base for this item; of those who are there none as not reached."""
    return leaving(item).among(there)


def leaving(item: AgendaItem) -> Leaving:
    """Which places a rule takes out of the base for this item. One query."""
    rows = dict(excluded(item).filter(leaves_base=True).values_list("entry_id", "reason"))
    return Leaving(frozenset(rows), frozenset(place for place, reason in rows.items() if reason == UNREACHABLE))


def barred_from(item: AgendaItem) -> frozenset[int]:
    """The places that do not vote on this item, whether or not they leave the base."""
    return frozenset(excluded(item).values_list("entry_id", flat=True))


def put_aside_by_others(item: AgendaItem) -> int:
    """How many do not vote on this item because somebody else said so, and nothing that they declared."""
    return excluded(item).filter(by_others=True).count()


def keep_as_said_by_another(item: AgendaItem, delegates: Mapping[int, str], borne_out: Collection[int]) -> None:
    """Keep with an item that is put to the vote that somebody of a household stepped aside for it, and another sits
    there for it now: others have put them aside, unless one of them has declared it."""
    rows = excluded(item).exclude(said_by="").exclude(entry_id__in=borne_out)
    for row in rows.filter(entry_id__in=delegates, by_others=False):
        if delegates[row.entry_id] != row.said_by:
            row.by_others = True
            row.save(update_fields=["by_others"])


def count_again_who_came(item: AgendaItem, there: Collection[int], on: date) -> list[Finding]:
    """Keep with an item that is put to the vote that whoever could not be reached has come, and counts: told."""
    rows = list(excluded(item).filter(reason=UNREACHABLE, entry__in=there))
    for row in rows:
        row.taken_back_on, row.taken_back_because = on, CAME.zh
        row.save(update_fields=["taken_back_on", "taken_back_because"])
    text = REACHED.fill(number=len(rows))
    return [Finding("counts_again", True, text, actual=str(len(rows)))] if rows else []


def wrongly_aside(item: AgendaItem) -> QuerySet[OffBase]:
    """Who did not vote on this item by what a clerk entered for them, and was right to dispute it afterwards."""
    return excluded(item).exclude(void_on=None)


def taken_back_by_self(item: AgendaItem, place: int | None) -> bool:
    return item.off_base.filter(entry_id=place, taken_back_by_self=True).exists()


def exclude(item: AgendaItem, place: int, on: date, **why: Any) -> None:
    """Somebody steps aside or is not counted; anew, if that was taken back before. The record keeps each time."""
    stands = {**why, "recorded_on": on, "taken_back_on": None, "taken_back_because": "", "taken_back_by_self": None}
    OffBase.objects.update_or_create(item=item, entry_id=place, defaults=stands)
