"""Yearly series of public numbers: XY-E-2026-003 for rolls, XY-Q-2026-001 for petitions, XY-V-2026-007 for votes."""

from datetime import date

from sunward.ballots.models import Series
from sunward.registry import queries as registry

ROLL, PETITION, VOTE = "E", "Q", "V"


def next_number(community: str, kind: str, on: date) -> str:
    """The next number of the community's series of this kind in the year of `on`; call it inside an act only."""
    return f"{registry.prefix_of(community)}-{kind}-{on.year}-{Series.next(community, kind, on.year):03d}"
