"""Reads of rolls, petitions and votes, for pages and for the contexts above."""

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

__all__ = [
    "CorrectionView",
    "PetitionCard",
    "PlaceView",
    "RollCard",
    "RollPage",
    "entries_at",
    "petition",
    "petitions",
    "places",
    "printed",
    "roll_page",
    "rolls",
]
