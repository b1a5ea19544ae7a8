"""On how many numbered sheets of paper a posting hangs: how paper is laid out, the portal knows; `config/wiring.py`
lets it tell. Whoever photographs the board says how many of them are there."""

from collections.abc import Callable
from dataclasses import dataclass

from sunward.disclosure.models import Publication

ANYBODY_COUNTS = 200  # sheets, on a board


@dataclass(frozen=True, slots=True)
class Sheets:
    """The fewest on which all of it can hang, on the largest paper, and whether it can be several at all. A paper that
    says it is of more than `most` may have been cut."""

    fewest: int
    several: bool
    most: int = ANYBODY_COUNTS


Counting = Callable[[str, str], Sheets]
_COUNTING: list[Counting] = []


def bind(counting: Counting) -> None:
    """Say who counts the sheets of a posting, by its number and community."""
    _COUNTING[:] = [counting]


def sheets_of(publication: Publication) -> Sheets:
    """How many sheets; one where nobody counts them."""
    return next(
        (count(publication.number, publication.community_code) for count in _COUNTING), Sheets(1, several=False)
    )
