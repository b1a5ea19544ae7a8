"""What the rule books ask of a context above them; `config.wiring` plugs it in."""

from collections.abc import Callable
from datetime import date

from sunward.kernel.findings import Finding

Adopted = Callable[[str, str, date], Finding]
_bound: list[Adopted] = []


def bind(adopted: Adopted) -> None:
    """Plug in who can tell whether a decision (its number, the community, a day) adopted rules, and is in order."""
    _bound[:] = [adopted]


def adopted(decision: str, community: str, on: date) -> Finding:
    """Whether this decision puts a rule book in force.

    Raises:
        LookupError: before `config.wiring` has run.
    """
    if not _bound:
        raise LookupError("Nobody can tell whether rules were adopted; config.wiring binds it when Django starts.")
    return _bound[0](decision, community, on)
