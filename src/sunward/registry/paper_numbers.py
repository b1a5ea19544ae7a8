"""Public numbers of a community's papers, such as XY-V-2026-007: what their series count, behind what the community's
numbers begin with."""

from datetime import date

from sunward.kernel.series import Series
from sunward.registry.queries.communities import prefix_of


def next_number(series: type[Series], community: str, kind: str, on: date) -> str:
    """The next number of the community's series of this kind in the year of `on`; call it inside an act only."""
    return number_of(community, kind, on.year, series.next(community, kind, on.year))


def number_of(community: str, kind: str, year: int, serial: int) -> str:
    """How a number reads; the chief series of a community may have no letter for its kind: XY-2026-031."""
    infix = f"-{kind}" if kind else ""
    return f"{prefix_of(community)}{infix}-{year}-{serial:03d}"
