"""What the context above says of a hearing that people may ask for: by which rules, and why not just now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sunward.charter.engine.rules import Petition as PetitionRule
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Hearable:
    """A matter of which people may ask to be heard: its title, the thresholds, each an alternative, and whether it is
    still to be decided."""

    title: Text
    rules: tuple[PetitionRule, ...]
    source: str
    open: Finding


Asked = Callable[[str, str, date], Hearable | None]
Titles = Callable[[frozenset[str]], dict[str, Text]]
_TOLD: list[tuple[Asked, Titles]] = []


def bind(asked: Asked, titles: Titles) -> None:
    """Say of a matter (community, its number, a day) whether people may ask for a hearing on it, and what matters are
    called; `config/wiring.py` does."""
    _TOLD[:] = [(asked, titles)]


def hearable(community: str, matter: str, on: date) -> Hearable | None:
    """None where the community has no such matter."""
    return _TOLD[0][0](community, matter, on) if _TOLD else None


def titles_of(matters: frozenset[str]) -> dict[str, Text]:
    """What the matters are called, by their numbers; asked once for a whole page."""
    return _TOLD[0][1](matters) if _TOLD and matters else {}
