"""What the registry asks of a context above it; `config.wiring` plugs it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Franchise:
    """Who has a vote, as the rule books say it: from which age, and after how many months of living here in which
    residence status (0: at once). A status that is not named has none."""

    years: int
    months: Mapping[str, int]


AskFranchise = Callable[[str, date], Franchise | None]
_bound: list[AskFranchise] = []


def bind(franchise: AskFranchise) -> None:
    """Plug in who can tell the rules of who has a vote in a community on a day; None where no rule does."""
    _bound[:] = [franchise]


def franchise(community: str, on: date) -> Franchise | None:
    """Who has a vote in a community on a day; None means nobody has.

    Raises:
        LookupError: before `config.wiring` has run.
    """
    if not _bound:
        raise LookupError("Nobody can tell who has a vote; config.wiring binds it when Django starts.")
    return _bound[0](community, on)
