"""Reads of rolls, petitions and votes, for pages and for the contexts above."""

from sunward.ballots.channels import name_of as channel_name
from sunward.ballots.queries.petitions import PetitionCard, petition, petitions
from sunward.ballots.queries.rolls import (
    CorrectionView,
    PlaceView,
    RollCard,
    RollPage,
    entries_at,
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
from sunward.ballots.queries.votes import ChoiceView, VoteCard, VoteView, tally, vote_page, votes, votes_about

__all__ = [
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
