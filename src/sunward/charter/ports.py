"""What the rule books ask of a context above them; `config.wiring` plugs it in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sunward.kernel.findings import Finding
from sunward.kernel.ports import Port, PortByKind
from sunward.kernel.refs import Ref


@dataclass(frozen=True, slots=True)
class Decisions:
    """Who can tell how things were decided, and by how many."""

    adopted: Callable[["Sought"], Iterable[Finding]]
    ready: Callable[[str, date, frozenset[str]], Finding]
    laid_before: Callable[[str], str]
    entitled: Callable[[str, str, str, tuple[str, ...], date], int]
    kept: Callable[[str, date], Iterable[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Sought:
    """A decision that shall put something in force: its number, and what it must have decided on, to the letter."""

    decision: str
    community: str
    on: date
    draft: str = ""  # number of the draft; empty for a rule book that lies ready
    digest: str = ""
    covenant: bool = False


@dataclass(frozen=True, slots=True)
class OpenedAs:
    """What an open case keeps: its kind, and the versions of the rule books that decide it."""

    kind: str = ""
    versions: tuple[str, ...] = ()


DECISIONS: Port[Decisions] = Port("whether rules were adopted")
OPEN_CASES: PortByKind[Callable[[str], OpenedAs]] = PortByKind()  # of what is decided on, by its number


def adopted(sought: Sought) -> tuple[Finding, ...]:
    """Whether this decision puts a rule book, a draft or a covenant in force."""
    return tuple(DECISIONS.answer.adopted(sought))


def ready(community: str, on: date, used: frozenset[str]) -> Finding:
    """Whether any decision waits to be put in force, besides those that were `used` for it."""
    return DECISIONS.answer.ready(community, on, used)


def laid_before(draft: str) -> str:
    """The number of a matter that asks for a decision on this draft and has not been withdrawn; empty for none."""
    return DECISIONS.answer.laid_before(draft)


def entitled(community: str, body: str, of: str, posts: tuple[str, ...], on: date) -> int:
    """How many of a counting class belong to a body on a day; 0 where neither a roll nor the register tells."""
    return DECISIONS.answer.entitled(community, body, of, posts, on)


def kept(community: str, on: date) -> tuple[tuple[str, ...], ...]:
    """The versions, other than those of the day, that cases keep which are still to be decided."""
    return tuple(DECISIONS.answer.kept(community, on))


def opened_as(about: Ref | None) -> OpenedAs:
    """The kind and the rule books that a case keeps which is decided on; nothing of all else."""
    of_this_kind = OPEN_CASES.of(about.type) if about else None
    return of_this_kind(about.id) if about and of_this_kind else OpenedAs()
