"""Reads of rolls, petitions and votes, for pages and for the contexts above."""

from sunward.ballots.queries.about import VoteCard, places_marked, votes_about
from sunward.ballots.queries.places import Place, RollCard, Signed, newest_roll, petition_signed, places

__all__ = [
    "Place",
    "RollCard",
    "Signed",
    "VoteCard",
    "newest_roll",
    "petition_signed",
    "places",
    "places_marked",
    "votes_about",
]
