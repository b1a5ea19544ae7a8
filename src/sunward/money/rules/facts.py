"""What the gate is told: plain facts, gathered by `queries.gate`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sunward.charter.engine.spending import Requires
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What the payment's decision looks like on the day of the question."""

    number: str
    taken_by: frozenset[str]  # the body that took it, and its procedure
    findings: tuple[Finding, ...]  # what `decisions.queries.unlocks` says
    room: Decimal | None  # yuan still authorised; None when the decision is not about money
    decided_on: date
    matter: Text  # what kind of matter it decided
    authorises: frozenset[str]  # which money a decision on such a matter opens, by the rule book of its day
    title: str = ""


@dataclass(frozen=True, slots=True)
class TenderFacts:
    number: str
    winner: str
    room: Decimal
    barred: bool  # the winner is an officer's kin, and the charter bars that


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    by: str
    outcome: str
    stand_in: bool = False


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    place: int
    post: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class PayeeFacts:
    name: str
    holder_agrees: bool  # the account is in the name of the one who is paid
    is_officer: bool
    is_kin: bool
    owned_by_officer: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What the charter asks of this payment, with the article behind it."""

    tier: Text
    requires: Requires
    source: str
    accepted_decisions: tuple[str, ...] = ()  # the required one, and those that higher tiers require
    tender_source: str = ""  # why an open tender is needed; empty when it is not
    tested_sum: Decimal = Decimal(0)
    kin_barred: str = ""  # the article that bars officers' kin; empty when the charter does not


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """One payment and everything its release depends on."""

    number: str
    amount: Decimal
    category: str
    requested_by: str
    invoice: bool
    line: str
    line_room: Decimal
    line_year: int
    line_open: bool  # whether a line of this year pays on the day of the question
    payee: PayeeFacts
    urgent: bool = False
    withdrawn: bool = False
    released: bool = False
    decision_number: str = ""
    decision: DecisionFacts | None = None
    tender: TenderFacts | None = None
    reviews: tuple[ReviewFacts, ...] = ()
    signatures: tuple[SignatureFacts, ...] = ()
    held: Finding | None = None
    titles: Mapping[str, Text] = field(default_factory=dict)  # of posts, bodies and procedures

    def title(self, key: str) -> Text:
        return self.titles.get(key) or Text(key, key.replace("_", " "))
