"""Who was entered as living here long after the day that was named, and what was seen of them."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from sunward.kernel.text import Text
from sunward.registry.models import Import, ResidenceSpell
from sunward.registry.residence.borne import LOOKED_BACK
from sunward.registry.residence.papers import PAPERS

NOT_ASKED = Text("没有写看过什么", "nothing said of papers")


def entered_late(community: str, day: date, since: date | None = None) -> list[tuple[int, int, str]]:
    """Stays of a day that were entered late within the year before it, or went on from one that was, for months are
    counted from that: rows of person and household, and the papers that were seen. With them those that a file brought
    in after `since`, the day from which on the register is in use, and that are said to have begun earlier: the files
    by which it was set up come before."""
    here = ResidenceSpell.objects.on(day).filter(household__community__code=community)
    late = Q(late_on__gt=day - LOOKED_BACK) | Q(began_with__late_on__gt=day - LOOKED_BACK)
    for entry, imported_on in _files_after(since, community, day):
        late |= Q(entry=entry, from_day__lt=imported_on)
        late |= Q(began_with__entry=entry, began_with__from_day__lt=imported_on)
    return list(here.filter(late).values_list("person_id", "household_id", "papers"))


def _files_after(since: date | None, community: str, day: date) -> list[tuple[str, date]]:
    rows = Import.objects.filter(community__code=community, kind="residents", imported_on__gt=day - LOOKED_BACK)
    return list(rows.filter(imported_on__gt=since).values_list("entry", "imported_on")) if since else []


def papers_said(numbers: Mapping[str, int]) -> Text:
    """How many with which papers, in the order of the form."""
    words = {**dict(PAPERS), "": NOT_ASKED}
    found = [(words[key], numbers[key]) for key in words if numbers.get(key)]
    zh = "、".join(f"{text.zh} {number}" for text, number in found)
    return Text(zh, ", ".join(f"{text.en} {number}" for text, number in found))
