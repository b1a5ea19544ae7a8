"""Yearly series of public numbers: XY-2026-031 for matters, XY-R-2026-007 for decisions."""

from datetime import date

from django.db.models import F

from sunward.decisions.models import Series
from sunward.registry import queries as registry

MATTER, DECISION = "", "R"


def next_number(community: str, kind: str, on: date) -> str:
    """The next number of the community's series of this kind in the year of `on`; call it inside an act only."""
    Series.objects.get_or_create(community_code=community, kind=kind, year=on.year)
    rows = Series.objects.filter(community_code=community, kind=kind, year=on.year)
    rows.update(last=F("last") + 1)  # the update holds the row until the act ends: no number is given twice
    infix = f"-{kind}" if kind else ""
    return f"{registry.community(community).prefix}{infix}-{on.year}-{rows.get().last:03d}"
