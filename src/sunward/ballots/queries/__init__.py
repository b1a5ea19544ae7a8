"""What pages and other contexts read from ballots."""

from sunward.ballots.channels import name_of as channel_name
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
    "NewCode",
    "Place",
    "VoteCard",
    "VoteView",
    "Voted",
    "channel_name",
    "drawn",
    "find_places",
    "how_i_voted",
    "in_my_way",
    "new_code",
    "tally",
    "vote_page",
    "voter_of_code",
    "votes",
    "votes_about",
]
