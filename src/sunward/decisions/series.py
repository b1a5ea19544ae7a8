"""Yearly series of public numbers: XY-2026-031 for matters, XY-R-2026-007 for decisions."""

from datetime import date

from sunward.decisions.models import Series
from sunward.registry import queries as registry

MATTER, DECISION = "", "R"


def next_number(community: str, kind: str, on: date) -> str:
    """The next number of the community's series of this kind in the year of `on`; call it inside an act only."""
    infix = f"-{kind}" if kind else ""
    return f"{registry.prefix_of(community)}{infix}-{on.year}-{Series.next(community, kind, on.year):03d}"
