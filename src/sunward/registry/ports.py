"""What the registry asks of contexts above it; `config.wiring` plugs it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sunward.kernel.findings import Finding
from sunward.kernel.ports import Port


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
    source: str = ""  # of the age
    sources: Mapping[str, str] = field(default_factory=dict)  # of the months, by status


@dataclass(frozen=True, slots=True)
class Vouching:
    """How many neighbours have to vouch for somebody without papers."""

    needed: int
    source: str


@dataclass(frozen=True, slots=True)
class Enough:
    """By the rules until a day fewer neighbours were enough than by any since: whoever had so many by then keeps their
    voice."""

    last: date
    needed: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as the registry needs it: which body took it, on what kind of matter, on which day, whether it was in
    order, and whom the item named that was put to the vote (`person:<number>`; none where it was only reported)."""

    body: str
    matter: str
    on: date
    in_order: bool
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """Until when something that happened is to be entered, by which rule."""

    last: date
    source: str


@dataclass(frozen=True, slots=True)
class Elected:
    """That a post is filled by election, by which rule; `kept_by` the posts whose holders may keep it while nobody has
    been elected (None: the rule books say nothing about that)."""

    source: str
    kept_by: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Offices:
    """What only elections can tell of an office: whether a post (community, day) is filled by election; whether an
    election has chosen somebody (election, post, person); whether a whole election of a post took effect on a day, or
    any, be it for a vacancy; how far the recall from an appointment is (none: empty), as `recall_from` says it; what a
    rule holds against somebody in a post (post, community, person, day)."""

    elected: "Callable[[str, str, date], Elected | None]"
    chosen: "Callable[[str, str, str], bool]"
    renewed: "Callable[[str, str, date], bool]"
    filled: "Callable[[str, str, date], bool]"
    recall: "Callable[[str], str]"
    barred: "Callable[[str, str, str, date], Finding | None]" = lambda *_: None


NO_ELECTIONS = Offices(lambda *_: None, lambda *_: False, lambda *_: False, lambda *_: False, lambda _: "")
AskFranchise = Callable[[str, date], Franchise | None]
AskVouching = Callable[[str, date], Vouching | None]
AskEnough = Callable[[str, date], tuple[Enough, ...]]
AskDecided = Callable[[str, str, date], Decided | None]


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answers; what nobody can tell is not granted."""

    franchise: AskFranchise
    vouching: AskVouching
    decided: AskDecided
    offices: Offices
    due: "Callable[[str, str, date, date], Due | None]"
    enough: AskEnough


ANSWERS: Port[Answers] = Port("who has a vote")


def bind(
    franchise: AskFranchise,
    vouching: AskVouching = lambda _community, _on: None,
    decided: AskDecided = lambda _decision, _community, _on: None,
    offices: Offices = NO_ELECTIONS,
    due: "Callable[[str, str, date, date], Due | None]" = lambda *_: None,
    enough: AskEnough = lambda _community, _on: (),
) -> None:
    """Plug in who can tell the rules of who has a vote and who may vouch, what a decision says, what elections and
    recalls have come to, until when a power is to be used, and how few neighbours were enough before."""
    ANSWERS.bind(Answers(franchise, vouching, decided, offices, due, enough))


def franchise(community: str, on: date) -> Franchise | None:
    """Who has a vote in a community on a day; None means nobody has."""
    return ANSWERS.answer.franchise(community, on)


def vouching(community: str, on: date) -> Vouching | None:
    """How many must vouch; None where no rule book lets neighbours vouch."""
    return ANSWERS.answer.vouching(community, on)


def enough_before(community: str, on: date) -> tuple[Enough, ...]:
    """By which rules before a day fewer neighbours were enough than by any since, the newest first."""
    return ANSWERS.answer.enough(community, on)


def decided(decision: str, community: str, on: date) -> Decided | None:
    """What a decision of this number is, seen on a day; None when the community has none of it."""
    return ANSWERS.answer.decided(decision, community, on)


def offices() -> Offices:
    """Who can tell what elections and recalls have come to."""
    return ANSWERS.answer.offices


def due(power: str, community: str, happened_on: date, on: date) -> Due | None:
    """Until when what happened on a day is to be entered under a power; None where no rule says so."""
    return ANSWERS.answer.due(power, community, happened_on, on)
