"""What ballots announces."""

from dataclasses import dataclass
from datetime import date

from sunward.kernel.refs import Ref


@dataclass(frozen=True, slots=True)
class PetitionReached:
    """Enough people have signed. `asks_for` is a body, an appointment or a catalogue item, as `purpose` says; the rules
    of the day on which it was `opened_on` say what follows."""

    community: str
    petition: str
    purpose: str
    asks_for: str
    on: date
    opened_on: date


@dataclass(frozen=True, slots=True)
class VoteAnnulled:
    """A vote counts for nothing: the question can be put again."""

    community: str
    vote: str
    about: Ref


@dataclass(frozen=True, slots=True)
class VoteCertified:
    """Every count has been confirmed and the sample has been asked: the result stands. `cast` is how many voted."""

    community: str
    vote: str
    about: Ref
    on: date
    cast: int
