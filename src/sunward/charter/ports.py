"""What the rule books ask of a context above them; `config.wiring` plugs it in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sunward.kernel.findings import Finding


@dataclass(frozen=True, slots=True)
class Ports:
    """Who can tell how things were decided, and by how many."""

    adopted: Callable[["Sought"], Iterable[Finding]]
    ready: Callable[[str, date, frozenset[str]], Finding]
    laid_before: Callable[[str], str]
    entitled: Callable[[str, str, str, tuple[str, ...], date], int]


@dataclass(frozen=True, slots=True)
class Sought:
    """A decision that shall put something in force: its number, and what it must have decided on, to the letter."""

    decision: str
    community: str
    on: date
    draft: str = ""  # number of the draft; empty for a rule book that lies ready
    digest: str = ""
    covenant: bool = False


_bound: list[Ports] = []


def bind(ports: Ports) -> None:
    """Plug in who can tell whether a decision adopted rules and is in order, and which matter a draft lies in."""
    _bound[:] = [ports]


def adopted(sought: Sought) -> tuple[Finding, ...]:
    """Whether this decision puts a rule book, a draft or a covenant in force.

    Raises:
        LookupError: before `config.wiring` has run.
    """
    return tuple(_ports().adopted(sought))


def ready(community: str, on: date, used: frozenset[str]) -> Finding:
    """Whether any decision waits to be put in force, besides those that were `used` for it.

    Raises:
        LookupError: before `config.wiring` has run.
    """
    return _ports().ready(community, on, used)


def laid_before(draft: str) -> str:
    """The number of a matter that asks for a decision on this draft and has not been withdrawn; empty when none does.

    Raises:
        LookupError: before `config.wiring` has run.
    """
    return _ports().laid_before(draft)


def entitled(community: str, body: str, of: str, posts: tuple[str, ...], on: date) -> int:
    """How many of a counting class belong to a body on a day; 0 where neither a roll nor the register tells.

    Raises:
        LookupError: before `config.wiring` has run.
    """
    return _ports().entitled(community, body, of, posts, on)


def _ports() -> Ports:
    if not _bound:
        raise LookupError("Nobody can tell whether rules were adopted; config.wiring binds it when Django starts.")
    return _bound[0]
