"""What the door needs from the contexts above it, and where they are plugged in.

`registry` implements `holds_post`, `charter` implements `granted` and `held`, `record` implements `append`.
`config.wiring` binds them, on one page. The door never imports them. What any other context asks of those above it is a
`Port` too, or, where each answers for its own kind of subject, a `PortByKind`; wiring binds all of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Generic, Literal, Protocol, TypeVar

from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

EntryKind = Literal["founding", "report", "effect", "refusal"]
Answer = TypeVar("Answer")
Books = date | tuple[str, ...]  # the rule books of a day, or these versions of them: an open case keeps either


@dataclass(frozen=True, slots=True)
class FileDigest:
    """A file stored by its content: what the record keeps of it."""

    sha256: str
    size: int
    type: str

    def as_dict(self) -> dict[str, Any]:
        return {"sha256": self.sha256, "bytes": self.size, "type": self.type}


@dataclass(frozen=True, slots=True)
class Entry:
    """One act as the record receives it. `public` goes into the leaf in the clear; `private` and `by` only as
    salted commitments (they may be erased later, and the leaf stays provable)."""

    ref: str
    log: str  # code of the community whose log it is
    act: str
    kind: EntryKind
    by: str  # opaque reference: person:<id>, or clock
    post: str  # body.post, or a capacity
    subject: Ref
    recorded_at: datetime
    claimed_at: datetime | None = None
    on_behalf_of: str | None = None
    power: str = ""
    charter: Sequence[str] = ()
    findings: Sequence[Finding] = ()
    public: Mapping[str, Any] = field(default_factory=dict)
    private: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[FileDigest] = ()
    parent: str | None = None
    result: Ref | None = None
    key: str | None = None
    shows: str | None = None  # which fact its files bear out; not in the leaf


@dataclass(frozen=True, slots=True)
class Measure:
    """What a power's limits are compared with: this act's amount in yuan, the documents handed in, and, if a
    limit asks for it, the sum over the last `days` calendar days by payee, site or category."""

    amount: Decimal | None = None
    documents: frozenset[str] = frozenset()
    rolling: Callable[[Sequence[str], int], Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """The answer to "does the charter give this post this act, within which limits?"."""

    power: str
    findings: tuple[Finding, ...]
    charter: tuple[str, ...] = ()


class HoldsPost(Protocol):
    def __call__(self, person: str, post: str, community: str, on: date) -> bool:
        """Does the person hold the post (or have the capacity) for this community on this day?"""


class PostsOf(Protocol):
    def __call__(self, person: str, community: str, on: date) -> Sequence[str]:
        """Every post and capacity the person has for this community on this day."""


class Granted(Protocol):
    def __call__(self, act: str, post: str, community: str, books: Books, measure: Measure | None) -> Grant | None:
        """The power that grants the act to the post, with the findings on its limits; None when none does."""


class GrantedAtDesk(Protocol):
    def __call__(self, act: str, post: str, capacities: Sequence[str], community: str, books: Books) -> Grant | None:
        """The power that grants the act to one of these capacities of somebody, and lets the holder of the post enter
        it for them at the desk; None when none does."""


class Held(Protocol):
    def __call__(self, subject: Ref, act: str, on: date) -> Finding | None:
        """The hold that forbids this act on this subject for now."""


class Append(Protocol):
    def __call__(self, entry: Entry) -> None:
        """Write the entry to journal and outbox inside the current transaction."""


class Known(Protocol):
    def __call__(self, person: str) -> bool:
        """Does the register know this person?"""


class Performed(Protocol):
    def __call__(self, community: str, key: str) -> Entry | None:
        """The entry that was written under this form token."""


class Served(Protocol):
    def __call__(self, community: str, sha256: str, shows: str) -> Entry | None:
        """The first entry in which a file with this digest bore out another fact."""


class RefusedToday(Protocol):
    def __call__(self, by: str, act: str, subject: Ref, on: date, served: str | None) -> bool:
        """Was the same actor already refused this act on this subject on this day, for the same person served at the
        desk (None: for nobody but themselves)?"""


class Port(Generic[Answer]):
    """A question that one context above answers. `asked` says what, to whoever has left it unbound."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._answers: list[Answer] = []

    def bind(self, answer: Answer) -> None:
        """Say who answers; `config.wiring` does."""
        self._answers[:] = [answer]

    @property
    def answer(self) -> Answer:
        """Whatever was bound.

        Raises:
            LookupError: before `config.wiring` has run.
        """
        if not self._answers:
            raise LookupError(f"Nobody can tell {self._asked}; config.wiring binds it when Django starts.")
        return self._answers[0]


class PortByKind(Generic[Answer]):
    """A question that contexts above answer, each for its own kind of subject; of another kind there is nothing to
    say."""

    def __init__(self) -> None:
        self._answers: dict[str, Answer] = {}

    def bind(self, kind: str, answer: Answer) -> None:
        """Say who answers for a kind; `config.wiring` does."""
        self._answers[kind] = answer

    def of(self, kind: str) -> Answer | None:
        """Whatever was bound for a kind; None where nothing was."""
        return self._answers.get(kind)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds for which something was bound."""
        return frozenset(self._answers)


@dataclass(slots=True)
class Ports:
    """The sockets of the door. Unbound ones raise AttributeError at the first act: nothing is open by default."""

    holds_post: HoldsPost
    posts_of: PostsOf
    known: Known
    granted: Granted
    granted_at_desk: GrantedAtDesk
    held: Held
    append: Append
    performed: Performed
    refused_today: RefusedToday
    served: Served
    not_held: Callable[[str], Text]  # what somebody reads who does not hold a post, or has not a capacity


_door: Port[Ports] = Port("who may do what")
_once: ContextVar[Ports | None] = ContextVar("ports_asked_once", default=None)


def bind(ports: Ports) -> None:
    """Plug the contexts in; called once by `config.wiring`."""
    _door.bind(ports)


def bound() -> Ports:
    """The plugged-in contexts.

    Raises:
        LookupError: before `config.wiring` has run.
    """
    return _once.get() or _door.answer


@contextmanager
def asking_once() -> Iterator[None]:
    """For a page that only reads, and asks of many things what the same two people may do: who holds what is asked
    once. An act, which may change it, asks anew."""
    plain = copy(bound())
    plain.holds_post, plain.posts_of, plain.known = cache(plain.holds_post), cache(plain.posts_of), cache(plain.known)
    token = _once.set(plain)
    try:
        yield
    finally:
        _once.reset(token)


@contextmanager
def asking_anew() -> Iterator[None]:
    """For an act: it is held against who holds what now, whatever a page around it has heard before."""
    token = _once.set(None)
    try:
        yield
    finally:
        _once.reset(token)
