"""What the context above says of a recall that people ask for: whether a rule says how that post is recalled, and
whether one of the same appointment is unsettled."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from sunward.kernel.findings import Finding


class Recalls(NamedTuple):
    """Of an appointment (its number, the community, a day) whether a rule says how its holder is recalled; of an
    appointment whether a recall of it waits for its end."""

    recallable: Callable[[str, str, date], Finding]
    unsettled: Callable[[str, date], bool]


_TOLD: list[Recalls] = []


def bind(recalls: Recalls) -> None:
    """Say both; `config/wiring.py` does."""
    _TOLD[:] = [recalls]


def recallable(appointment: str, community: str, on: date) -> Finding | None:
    """Passed where a petition that is enough can be put to the vote; None where nobody can tell."""
    return _TOLD[0].recallable(appointment, community, on) if _TOLD else None


def waits(appointment: str, on: date) -> bool:
    """Whether a recall of it is under way."""
    return bool(_TOLD) and _TOLD[0].unsettled(appointment, on)
