"""What the context above says of a hearing that people may ask for: by which rules, and why not just now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sunward.charter.engine.rules import Petition as PetitionRule
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Port
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Hearable:
    """A matter of which people may ask to be heard: its title, the thresholds, each an alternative, and whether it is
    still to be decided."""

    title: Text
    rules: tuple[PetitionRule, ...]
    source: str
    open: Finding


class Hearings(NamedTuple):
    """Of a matter (community, its number, a day) whether people may ask for a hearing on it; what matters are
    called."""

    hearable: Callable[[str, str, date], Hearable | None]
    titles: Callable[[frozenset[str]], dict[str, Text]]


HEARINGS: Port[Hearings] = Port("of what people may ask to be heard")


def hearable(community: str, matter: str, on: date) -> Hearable | None:
    """None where the community has no such matter."""
    return HEARINGS.answer.hearable(community, matter, on)


def titles_of(matters: frozenset[str]) -> dict[str, Text]:
    """What the matters are called, by their numbers; asked once for a whole page."""
    return HEARINGS.answer.titles(matters) if matters else {}
