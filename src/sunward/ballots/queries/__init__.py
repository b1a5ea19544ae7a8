"""What pages and other contexts read from ballots."""

from sunward.ballots.channels import name_of as channel_name
from sunward.ballots.places import entries_at
from sunward.ballots.queries.petitions import PetitionCard, petition, petitions
from sunward.ballots.queries.rolls import (
    CorrectionView,
    PlaceView,
    RollCard,
    RollPage,
    places,
    printed,
    roll_page,
    rolls,
)
from sunward.ballots.queries.voters import (
    NewCode,
    Place,
    Voted,
    drawn,
    find_places,
    how_i_voted,
    in_my_way,
    new_code,
    voter_of_code,
)
from sunward.ballots.queries.votes import (
    BallotView,
    ChoiceView,
    VoteCard,
    VoteView,
    ballot_of,
    tally,
    vote_page,
    votes,
    votes_about,
)

__all__ = [
    "BallotView",
    "ChoiceView",
    "CorrectionView",
    "NewCode",
    "PetitionCard",
    "Place",
    "PlaceView",
    "RollCard",
    "RollPage",
    "VoteCard",
    "VoteView",
    "Voted",
    "ballot_of",
    "channel_name",
    "drawn",
    "entries_at",
    "find_places",
    "how_i_voted",
    "in_my_way",
    "new_code",
    "petition",
    "petitions",
    "places",
    "printed",
    "roll_page",
    "rolls",
    "tally",
    "vote_page",
    "voter_of_code",
    "votes",
    "votes_about",
]
