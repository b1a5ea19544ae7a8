"""What the context above says of a recall that people may ask for: whether a rule says how that post is recalled."""

from collections.abc import Callable
from datetime import date

from sunward.kernel.findings import Finding

Asked = Callable[[str, str, date], Finding]
_TOLD: list[Asked] = []


def bind(asked: Asked) -> None:
    """Say of an appointment (its number, the community, a day) whether a rule says how its holder is recalled;
    `config/wiring.py` does."""
    _TOLD[:] = [asked]


def recallable(appointment: str, community: str, on: date) -> Finding | None:
    """Passed where a petition that is enough can be put to the vote; None where nobody can tell."""
    return _TOLD[0](appointment, community, on) if _TOLD else None
