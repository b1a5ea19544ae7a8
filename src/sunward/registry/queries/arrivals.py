"""Who was entered as living here long after the day that was named, and what was seen of them."""

from collections.abc import Mapping
from datetime import date

from sunward.kernel.text import Text
from sunward.registry.models import ResidenceSpell
from sunward.registry.queries.departures import LOOKED_BACK
from sunward.registry.residence.papers import PAPERS

NOT_ASKED = Text("没有写看过什么", "nothing said of papers")


def entered_late(community: str, day: date) -> list[tuple[int, int, str]]:
    """Stays of a day that were entered late within the year before it: rows of person and household, and the papers
    that were seen."""
    rows = ResidenceSpell.objects.on(day).filter(household__community__code=community, late_on__gt=day - LOOKED_BACK)
    return list(rows.values_list("person_id", "household_id", "papers"))


def papers_said(numbers: Mapping[str, int]) -> Text:
    """How many with which papers, in the order of the form."""
    words = {**dict(PAPERS), "": NOT_ASKED}
    found = [(words[key], numbers[key]) for key in words if numbers.get(key)]
    zh = "、".join(f"{text.zh} {number}" for text, number in found)
    return Text(zh, ", ".join(f"{text.en} {number}" for text, number in found))
