"""What pages and other contexts read from ballots."""

from sunward.ballots.channels import name_of as channel_name
from sunward.ballots.places import entries_at
from sunward.ballots.queries.about import VoteOn, places_marked, votes_on
from sunward.ballots.queries.petitions import PetitionCard, petition, petitions
from sunward.ballots.queries.places import RollBrief, RollPlace, Signed, newest_roll, petition_signed, places, stands_on
from sunward.ballots.queries.rolls import (
    CorrectionView,
    PlaceView,
    RollCard,
    RollPage,
    printed,
    roll_page,
    roll_places,
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
    "RollBrief",
    "RollCard",
    "RollPage",
    "RollPlace",
    "Signed",
    "VoteCard",
    "VoteOn",
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
    "newest_roll",
    "petition",
    "petition_signed",
    "petitions",
    "places",
    "places_marked",
    "printed",
    "roll_page",
    "roll_places",
    "rolls",
    "stands_on",
    "tally",
    "vote_page",
    "voter_of_code",
    "votes",
    "votes_about",
    "votes_on",
]
