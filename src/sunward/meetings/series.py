"""The yearly series of meetings: XY-M-2026-005; its agenda items are XY-M-2026-005-1, -2, ..."""

from datetime import date

from sunward.meetings.models import Series
from sunward.registry import queries as registry

MEETING = "M"


def next_number(community: str, on: date) -> str:
    """The next number of the community's meetings in the year of `on`; call it inside an act only."""
    return f"{registry.prefix_of(community)}-{MEETING}-{on.year}-{Series.next(community, MEETING, on.year):03d}"
