"""What decisions announces."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class MatterOpened:
    """Something is to be decided."""

    community: str
    matter: str
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class StepReported:
    """A body reported a step; `in_order` is what the judge said of it that day."""

    community: str
    matter: str
    step: str
    key: str
    held_on: date
    in_order: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A resolution was reported; when it is not in order it unlocks nothing."""

    community: str
    decision: str
    matter: str
    decided_on: date
    in_order: bool
    authorised: Decimal | None


@dataclass(frozen=True, slots=True)
class Ratified:
    """The competent body made a decision good that was not in order."""

    community: str
    decision: str
    by: str
    on: date
