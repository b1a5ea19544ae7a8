"""What disclosure announces."""

from dataclasses import dataclass
from datetime import date

from sunward.kernel.refs import Ref


@dataclass(frozen=True, slots=True)
class Published:
    """A publication was posted; `about` is what it is a publication of, `corrects` the one it takes the place of.
    Nobody listens yet; stories that need something to follow from an act hang it on this one."""

    community: str
    publication: str
    about: Ref
    item: str
    on: date
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionUpheld:
    """An objection was found right, wholly or in part: what waited for the posting waits again."""

    community: str
    publication: str
    objection: str
    about: Ref
    on: date


@dataclass(frozen=True, slots=True)
class ConsentDoubted:
    """Something has become of an objection to the posting of somebody's consent (`consent`, its entry): whether one is
    found right by now, and from which day the consent counts where none is."""

    person: str
    consent: str
    objection: str
    upheld: bool
    votes_from: date


@dataclass(frozen=True, slots=True)
class SlipDated:
    """An objection entered at the desk was theirs, and had been handed in on an earlier day than its entry says."""

    objection: Ref
    on: date


@dataclass(frozen=True, slots=True)
class StatusUpheld:
    """Somebody has arrived as an entry says, and as something else: `status` was found right."""

    entry: str
    person: str
    status: str


@dataclass(frozen=True, slots=True)
class DeskActUndone:
    """An act entered at the desk was not the wish of the person for whom it was entered."""

    community: str
    entry: str
    act: str
    made: Ref
    person: str
