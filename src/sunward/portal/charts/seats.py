"""A count of votes as seats: one square a voter, in order of the result and never in order of persons."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from sunward.portal.charts.svg import element, together

CELL, SIDE = 10, 8.6
LARGEST = 150  # beyond this many the squares say less than a bar; `parts/votes.html` then shows none


@dataclass(frozen=True, slots=True)
class Votes:
    """A published tally. `recused` are those of the base who stepped aside, `invalid` the ballots in the box that chose
    nothing or too much; whoever is in no class was absent."""

    entitled: int
    in_favour: int
    against: int
    abstained: int = 0
    recused: int = 0
    invalid: int = 0

    @property
    def may_vote(self) -> int:
        return self.entitled - self.recused

    @property
    def absent(self) -> int:
        return self.entitled - self.in_favour - self.against - self.abstained - self.recused - self.invalid


@dataclass(frozen=True, slots=True)
class SeatGrid:
    """The tally and its drawing, which is empty when there are too many seats to see."""

    votes: Votes
    svg: SafeString


def seat_grid(votes: Votes) -> SeatGrid:
    """The grid for a tally.

    Raises:
        ValueError: when more voted than were entitled.
    """
    if votes.absent < 0:
        raise ValueError(f"{-votes.absent} more votes than the {votes.entitled} entitled")
    if not 0 < votes.entitled <= LARGEST:
        return SeatGrid(votes, SafeString(""))
    columns = _columns(votes.entitled)
    rows = -(-votes.entitled // columns)
    cells = (_seat(kind, *divmod(place, columns)) for place, kind in enumerate(_kinds(votes)))
    view = f"0 0 {columns * CELL} {rows * CELL}"
    return SeatGrid(votes, element("svg", together(cells), class_="seats", viewBox=view, aria_hidden="true"))


def _columns(seats: int) -> int:
    """Few enough that a square stays 14 px or more on the narrowest phone, in rows as full as can be."""
    return min(range(min(seats, 14), min(seats, 19) + 1), key=lambda columns: (-seats % columns, -columns))


def _kinds(votes: Votes) -> Iterator[str]:
    yield from ["for"] * votes.in_favour + ["against"] * votes.against + ["abstain"] * votes.abstained
    yield from ["invalid"] * votes.invalid + ["recused"] * votes.recused + ["absent"] * votes.absent


def _seat(kind: str, row: int, column: int) -> SafeString:
    x, y = column * CELL + 0.7, row * CELL + 0.7
    fill = {"for": "f-brand", "against": "f-alert", "abstain": "f-idle", "invalid": "f-warn"}.get(kind, "s-idle")
    square = element("rect", class_=fill, x=f"{x:g}", y=f"{y:g}", width=SIDE, height=SIDE, rx="1.5")
    sign = _sign(kind, x, y)
    return square + element("path", class_="s-idle" if kind == "recused" else "s-card", d=sign) if sign else square


def _sign(kind: str, x: float, y: float) -> str:
    """What tells the kinds apart without colour: a cross, a dash, a dot, stripes."""
    return {
        "against": f"M{x + 2.6:g} {y + 2.6:g}l3.4 3.4m0-3.4l-3.4 3.4",
        "abstain": f"M{x + 2.4:g} {y + 4.3:g}h3.8",
        "invalid": f"M{x + 4.3:g} {y + 4.2:g}v.2",
        "recused": f"M{x:g} {y + 4.3:g}l4.3-4.3M{x:g} {y + 8.6:g}l8.6-8.6M{x + 4.3:g} {y + 8.6:g}l4.3-4.3",
    }.get(kind, "")
