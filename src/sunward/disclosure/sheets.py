"""On how many numbered sheets of paper a posting hangs: how paper is laid out, the portal knows. Whoever photographs
the board says how many of them are there."""

from collections.abc import Callable
from dataclasses import dataclass

from sunward.disclosure.models import Publication
from sunward.kernel.ports import Port

ANYBODY_COUNTS = 200  # sheets, on a board


@dataclass(frozen=True, slots=True)
class Sheets:
    """The fewest on which all of it can hang, on the largest paper, and whether it can be several at all. A paper that
    says it is of more than `most` may have been cut."""

    fewest: int
    several: bool
    most: int = ANYBODY_COUNTS


# The sheets of a posting, by its number and community.
SHEETS: Port[Callable[[str, str], Sheets]] = Port("on how many sheets a posting hangs")


def sheets_of(publication: Publication) -> Sheets:
    """How many sheets."""
    return SHEETS.answer(publication.number, publication.community_code)
