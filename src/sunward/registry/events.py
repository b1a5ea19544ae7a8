"""What the registry announces."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Founded:
    """A community has been founded; `charters` are the rule books it begins under, the most general first."""

    community: str
    charters: tuple[str, ...]
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class VoteConsented:
    """The body that the law names has consented that somebody votes here; it is posted for `days` for objection."""

    community: str
    name: str
    door: str
    decision: str
    on: date
    days: int
    consent: str  # the entry of it


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """An objection to the posting of a consent was found right, and the consent counts no more; or, `given_again`, a
    later word has found it wrong."""

    community: str
    consent: str
    name: str
    door: str
    given_again: bool


@dataclass(frozen=True, slots=True)
class OfficeEnded:
    """An appointment to a post ends with `left_on`, the first day without it: why is one of the reasons of the act."""

    community: str
    appointment: str
    post: str
    reason: str
    left_on: date
    on: date


@dataclass(frozen=True, slots=True)
class OfficeTaken:
    """Somebody has come, or comes on `from_day`, into a post."""

    community: str
    post: str
    person: str
    from_day: date
    on: date


@dataclass(frozen=True, slots=True)
class DepartureUndone:
    """What was entered about somebody was wrong, and is taken back. By it they were gone from `household`, or had no
    vote, from `left_on` on: they have lived there, and have it, as before. `never_at` is the door behind which they
    were by it and never lived; `takes_off`, whether they may stand on a roll by nothing but the entry."""

    community: str
    person: str
    household: str  # empty: of a membership or an ownership, which no roll of households asks for
    left_on: date
    on: date
    entry: str = ""  # the one that was wrong
    never_at: str = ""
    takes_off: bool = False
    grids: tuple[str, ...] = ()  # only the rolls of these: what was wrong is in which of them the door lay


@dataclass(frozen=True, slots=True)
class PlacingUndone:
    """The grid of a door was recorded wrongly by an entry, and is what it was before; `people` have lived there since a
    year before that. `grids` are the codes of the wrong one, of the one before and of those in which the door lies, or
    lay by placings that stand."""

    community: str
    household: str
    people: tuple[str, ...]
    on: date
    entry: str
    grids: tuple[str, ...]
