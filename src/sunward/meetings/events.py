"""What meetings announces."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sunward.kernel.refs import Ref


@dataclass(frozen=True, slots=True)
class ItemDecided:
    """A body voted on an item: everything that a report of the step needs. The outcome is not here; whoever knows the
    rules of the matter derives it from the counts."""

    community: str
    item: str
    about: Ref | None
    matter_kind: str
    body: str
    held_on: date
    notice_on: date | None
    called_by: str
    petition: Mapping[str, object] | None
    agenda_fixed_on: date | None
    agenda_includes_item: bool
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    vote: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class HearingConcluded:
    """Every opinion of a hearing has its published disposition."""

    community: str
    meeting: str
    about: Ref | None
    held_on: date
    opinions: int
