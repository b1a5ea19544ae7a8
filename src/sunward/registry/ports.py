"""What the registry asks of contexts above it; `config.wiring` plugs it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class OnConsent:
    """A vote that time alone does not give: after so many months, on application, with the consent of one of these
    bodies, posted for objection for so many days. `matter` is what the rule books call such a decision, if they do."""

    months: int
    bodies: tuple[str, ...]
    posted_days: int
    source: str
    matter: str = ""


@dataclass(frozen=True, slots=True)
class Franchise:
    """Who has a vote, as the rule books say it: from which age, and after how many months of living here in which
    residence status (0: at once). A status that is named nowhere has none."""

    years: int
    months: Mapping[str, int]
    on_consent: Mapping[str, OnConsent] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Vouching:
    """How many neighbours have to vouch for somebody without papers."""

    needed: int
    source: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as the registry needs it: which body took it, on what kind of matter, on which day, and whether it
    was in order."""

    body: str
    matter: str
    on: date
    in_order: bool


AskFranchise = Callable[[str, date], Franchise | None]
AskVouching = Callable[[str, date], Vouching | None]
AskDecided = Callable[[str, str, date], Decided | None]


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answers; what nobody can tell is not granted."""

    franchise: AskFranchise
    vouching: AskVouching
    decided: AskDecided


_bound: list[Answers] = []


def bind(
    franchise: AskFranchise,
    vouching: AskVouching = lambda _community, _on: None,
    decided: AskDecided = lambda _decision, _community, _on: None,
) -> None:
    """Plug in who can tell the rules of who has a vote and who may vouch, and what a decision says."""
    _bound[:] = [Answers(franchise, vouching, decided)]


def _answers() -> Answers:
    if not _bound:
        raise LookupError("Nobody can tell who has a vote; config.wiring binds it when Django starts.")
    return _bound[0]


def franchise(community: str, on: date) -> Franchise | None:
    """Who has a vote in a community on a day; None means nobody has.

    Raises:
        LookupError: before `config.wiring` has run.
    """
    return _answers().franchise(community, on)


def vouching(community: str, on: date) -> Vouching | None:
    """How many must vouch; None where no rule book lets neighbours vouch."""
    return _answers().vouching(community, on)


def decided(decision: str, community: str, on: date) -> Decided | None:
    """What a decision of this number is, seen on a day; None when the community has none of it."""
    return _answers().decided(decision, community, on)
