"""Who does not vote on an item, or is not counted for it: the exclusions that stand."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sunward.ballots import queries as ballots
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem, Meeting, OffBase

UNREACHABLE = "unreachable"
CAME = Text("本人到会了。", "They have come.")


def excluded(item: AgendaItem) -> QuerySet[OffBase]:
    """The exclusions from an item that stand: those that were taken back do not."""
    return item.off_base.filter(taken_back_on=None)


def off_base_of(item: AgendaItem) -> frozenset[int]:
    """The places that a rule takes out of the base for this item."""
    return frozenset(excluded(item).filter(leaves_base=True).values_list("entry_id", flat=True))


def barred_from(item: AgendaItem) -> frozenset[int]:
    """The places that do not vote on this item, whether or not they leave the base."""
    return frozenset(excluded(item).values_list("entry_id", flat=True))


def put_aside_by_others(item: AgendaItem) -> int:
    """How many do not vote on this item because somebody else said so, and nothing that they declared."""
    return excluded(item).filter(by_others=True).count()


def said_by_another(item: AgendaItem, delegates: Mapping[int, str]) -> None:
    """Keep with an item that is put to the vote that somebody of a household stepped aside for it, and another sits
    there for it now: others have put them aside."""
    for row in excluded(item).exclude(said_by="").filter(entry_id__in=delegates, by_others=False):
        if delegates[row.entry_id] != row.said_by:
            row.by_others = True
            row.save(update_fields=["by_others"])


def came_after_all(meeting: Meeting, places: Collection[int], on: date) -> int:
    """Whoever could not be reached has come: they count again in all that was not put to the vote by then. How many."""
    rows = OffBase.objects.filter(item__meeting=meeting, entry__in=places, reason=UNREACHABLE, taken_back_on=None)
    found = [row for row in rows.select_related("item") if not ballots.standing_votes(row.item.ref)]
    for row in found:
        row.taken_back_on, row.taken_back_because = on, CAME.zh
        row.save(update_fields=["taken_back_on", "taken_back_because"])
    return len({row.entry_id for row in found})


def wrongly_aside(item: AgendaItem) -> int:
    """How many did not vote on this item by what a clerk entered for them, and were right to dispute it afterwards."""
    return excluded(item).exclude(void_on=None).count()


def taken_back_by_self(item: AgendaItem, place: int) -> bool:
    return item.off_base.filter(entry_id=place, taken_back_by_self=True).exists()


def exclude(item: AgendaItem, place: int, on: date, **why: Any) -> None:
    """Somebody steps aside or is not counted; anew, if that was taken back before. The record keeps each time."""
    stands = {**why, "recorded_on": on, "taken_back_on": None, "taken_back_because": "", "taken_back_by_self": None}
    OffBase.objects.update_or_create(item=item, entry_id=place, defaults=stands)
