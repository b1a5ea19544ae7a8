"""What ballots announces."""

from dataclasses import dataclass
from datetime import date

from sunward.kernel.refs import Ref


@dataclass(frozen=True, slots=True)
class PetitionReached:
    """Enough people have signed. `asks_for` is a body, an appointment or a catalogue item, as `purpose` says."""

    community: str
    petition: str
    purpose: str
    asks_for: str
    on: date


@dataclass(frozen=True, slots=True)
class VoteClosed:
    """Nobody votes any more; the ballots are committed to. What was counted is public from now on. Nobody listens yet;
    kept with the other two ends of a vote, so that whoever needs one finds all."""

    community: str
    vote: str
    about: Ref
    on: date


@dataclass(frozen=True, slots=True)
class VoteCertified:
    """Every count has been confirmed and the sample has been asked: the result stands. `cast` is how many voted."""

    community: str
    vote: str
    about: Ref
    on: date
    cast: int


@dataclass(frozen=True, slots=True)
class VoteAnnulled:
    """The vote counts for nothing; it can be repeated. `grounds` is the word for why (`ballots.rules.grounds`). Nobody
    listens yet: whoever shows a vote asks whether it stands."""

    community: str
    vote: str
    about: Ref
    grounds: str
    on: date
