"""Acts: everything that changes the state of affairs, each by its name.

A *report* says what happened and is never refused for a breach; the breach is shown. An *effect* makes
something happen and is refused, with the rule named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MethodType
from typing import Any, ClassVar, Generic, Literal, TypeVar, cast

from django.db import models

from sunward.kernel import clock
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Books, Entry, Grant, Measure
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.slips import slips_in
from sunward.kernel.text import Text

Facts = TypeVar("Facts")
Subject = TypeVar("Subject", bound=models.Model)
CLOCK = "clock"  # the actor and the capacity in which time itself acts


class Unknown(LookupError):
    """There is no such act or subject."""


class Refused(Exception):
    """The door stayed closed; the findings name the rules."""

    def __init__(self, act: "type[Act[Any, Any]]", findings: Sequence[Finding]) -> None:
        self.act = act
        self.findings = tuple(findings)
        super().__init__("; ".join(str(finding.text) for finding in self.findings if finding.breach))


@dataclass(frozen=True, slots=True)
class Consequence:
    """A further act that follows from this one: authorised by it, in its transaction, with an entry of its own."""

    act: "type[Act[Any, Any]]"
    subject: Ref
    facts: Any = field(default_factory=NoFacts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act's writing came to."""

    result: Ref | None = None
    public: Mapping[str, Any] = field(default_factory=dict)
    private: Mapping[str, Any] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    events: Sequence[object] = ()
    consequences: Sequence[Consequence] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """Who performs an act, in which post, and when."""

    by: str
    post: str
    ref: str
    at: datetime
    claimed_at: datetime | None = None
    on_behalf_of: str | None = None
    grant: Grant | None = None
    follows: str | None = None  # the entry of the act that it follows from by itself; none for what somebody chose

    @property
    def person(self) -> str:
        """Whose act it is: the person for whom a clerk acts at the desk, else the actor."""
        return self.on_behalf_of or self.by

    @property
    def in_office(self) -> bool:
        """Whether somebody acts for an office: not in a capacity such as `resident`, nor for a person at the desk."""
        return self.on_behalf_of is None and "." in self.post

    @property
    def body(self) -> str:
        """The body of the post in which it is done; the capacity where it is done in one."""
        return body_of(self.post)

    @property
    def day(self) -> date:
        """The civil day on which the act is recorded."""
        return clock.civil_day(self.at)

    @property
    def happened_on(self) -> date:
        """The civil day on which it is said to have happened."""
        return clock.civil_day(self.claimed_at or self.at)


class Act(Generic[Subject, Facts]):
    """One named act. Subclasses declare what it is and say, in three methods, when it is in order and what it does.

    `standing` looks at the subject alone (what can be done next, and why not yet); `judge` looks at the facts as
    well; `write` changes the tables and tells what is recorded and announced. None of them calls `perform`.
    """

    name: ClassVar[str]
    title: ClassVar[Text]
    kind: ClassVar[Literal["founding", "report", "effect"]]
    subject_type: ClassVar[str]
    subject_model: ClassVar[type[models.Model]]
    subject_key: ClassVar[str] = "number"  # the model's public id
    facts_type: ClassVar[type] = NoFacts
    once_asked: ClassVar[type] = NoFacts  # what older releases asked for besides: their entries stay readable
    duty: ClassVar[bool] = True  # not: possible on its subject's page, and waits on nobody's desk
    own_page: ClassVar[bool] = False  # done on a page made for it, and no button beside the others of its subject
    # A resident's only where it is theirs to do (petitioners called the meeting, they are on its roll, they were put
    # aside): to everybody else not even "not yet" is said.
    of_some: ClassVar[bool] = False
    # Not: single ballots and sheets of paper, done or refused. The close commits to all ballots, and counts the sheets.
    recorded: ClassVar[bool] = True

    def __init__(self, call: Call, subject: Subject, facts: Facts) -> None:
        self.call = call
        self.subject = subject
        self.facts = facts

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Any:
        """The subject, locked for the rest of the transaction if asked.

        Raises:
            Unknown: when there is none.
        """
        rows = cls.subject_model._default_manager.all()
        if lock:
            # No key: an act that only writes a row pointing to this subject need not wait for its foreign key.
            rows = rows.select_for_update(no_key=True)
        found = rows.filter(**{cls.subject_key: ref.id}).first() if ref.type == cls.subject_type else None
        if found is None:
            raise Unknown(f"There is no {ref}.")
        return found

    @classmethod
    def community_of(cls, subject: Any) -> str:
        """The code of the community whose charter and log this subject belongs to."""
        code: str = subject.community_code
        return code

    @classmethod
    def rule_books(cls, _subject: Any, day: date) -> tuple[Books, ...]:
        """The rule books whose lists of powers may grant it on a day; of several the first that do. An act on an open
        case, which keeps its rules, says here which: by one of the policies in `charter/queries/open_cases.py`."""
        return (day,)

    @classmethod
    def keeps_rules(cls) -> bool:
        """Whether its rule books hang on its subject: it says so by having its own `rule_books`."""
        return cast(MethodType, cls.rule_books).__func__ is not cast(MethodType, Act.rule_books).__func__

    def measure(self) -> Measure | None:
        """What the limits of a power are compared with."""
        return None

    def took_place_on(self) -> date | None:
        """The day on which the facts say that it happened, where they say so: an entry made later is a late one."""
        return None

    def shows(self) -> str | None:
        """Which fact the pictures and files of this act bear out: the same one may be handed in again for the same fact
        and no other. None where they are no evidence, but something to be read. A slip signed at the desk bears out
        the one entry for which it was signed."""
        if self.call.on_behalf_of is not None and slips_in(self.facts_type):
            return f"entry:{self.call.ref}"
        return f"{self.subject_type}:{getattr(self.subject, self.subject_key)}"

    def standing(self) -> Iterable[Finding]:
        """Findings on the subject as it stands, whatever the facts."""
        return ()

    def judge(self) -> Iterable[Finding]:
        """Findings on the facts."""
        return ()

    def write(self) -> Outcome:
        """Change the tables."""
        raise NotImplementedError


_registry: dict[str, type[Act[Any, Any]]] = {}


def register(act: type[Act[Any, Any]]) -> type[Act[Any, Any]]:
    """Class decorator: make the act known by its name.

    Raises:
        ValueError: when two acts share a name.
    """
    if _registry.setdefault(act.name, act) is not act:
        raise ValueError(f"Two acts are called {act.name}.")
    return act


def act_named(name: str) -> type[Act[Any, Any]]:
    """The act of this name.

    Raises:
        Unknown: when there is none.
    """
    try:
        return _registry[name]
    except KeyError:
        raise Unknown(f"There is no act called {name}.") from None


def all_acts() -> tuple[type[Act[Any, Any]], ...]:
    """Every registered act, by name."""
    return tuple(_registry[name] for name in sorted(_registry))


def acts_on(subject_type: str) -> tuple[type[Act[Any, Any]], ...]:
    """The acts whose subject is of this type, by name."""
    return tuple(act for act in all_acts() if act.subject_type == subject_type)


@dataclass(frozen=True, slots=True)
class Done:
    """An act that stands in the record."""

    entry: Entry
    repeated: bool = False  # a second submit of the same form token

    @property
    def result(self) -> Ref | None:
        return self.entry.result
