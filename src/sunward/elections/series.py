"""The yearly series: XY-L-2026-001 an election, XY-C-2026-001 a recall, XY-T-2026-001 a handover."""

from datetime import date

from sunward.elections.models import Series
from sunward.registry import queries as registry

ELECTION, RECALL, HANDOVER = "L", "C", "T"


def next_number(community: str, kind: str, on: date) -> str:
    """The next number of a series in the year of `on`; call it inside an act only."""
    return f"{registry.prefix_of(community)}-{kind}-{on.year}-{Series.next(community, kind, on.year):03d}"
