"""Yearly series of public numbers: XY-D-2026-012."""

from datetime import date

from sunward.disclosure.models import Series
from sunward.registry import queries as registry

PUBLICATION, OBJECTION, DESK_DISPUTE, DEMAND = "D", "Y", "K", "X"  # O is a payment order, Q a petition


def next_number(community: str, kind: str, on: date) -> str:
    """The next number of the community's series of this kind in the year of `on`; call it inside an act only."""
    return f"{registry.prefix_of(community)}-{kind}-{on.year}-{Series.next(community, kind, on.year):03d}"
