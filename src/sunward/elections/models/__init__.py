"""The tables of elections: what was called, who runs it, who stands, what was declared; recalls; handovers.

Nothing here says who won: a declaration names a vote, and whoever reads it works the outcome out of its tally.
"""

from sunward.elections.models.elections import (
    SITTING,
    STANDING,
    Candidate,
    CommitteeMember,
    Contest,
    Declaration,
    Election,
    Nomination,
    Proxy,
    RunOff,
    Series,
)
from sunward.elections.models.handovers import Handover
from sunward.elections.models.recalls import Defence, JoinedPetition, Recall, VoidedCall

__all__ = [
    "SITTING",
    "STANDING",
    "Candidate",
    "CommitteeMember",
    "Contest",
    "Declaration",
    "Defence",
    "Election",
    "Handover",
    "JoinedPetition",
    "Nomination",
    "Proxy",
    "Recall",
    "RunOff",
    "Series",
    "VoidedCall",
]
