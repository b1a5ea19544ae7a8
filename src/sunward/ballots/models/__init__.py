"""The tables of ballots, by what they are about."""

from sunward.ballots.models.aloud import DeniedAnswer, FalseProxy, RollCall
from sunward.ballots.models.codes import CodeSlip, VotingCode
from sunward.ballots.models.counts import Count, Discrepancy
from sunward.ballots.models.petitions import EarlierSignature, Petition, Signature, SignedSheet
from sunward.ballots.models.rolls import Correction, Roll, RollEntry, Series, WeightCorrection
from sunward.ballots.models.sample import SampledVoter
from sunward.ballots.models.sheets import DeniedSheet, TakenBack
from sunward.ballots.models.votes import Ballot, Choice, Mark, Vote

__all__ = [
    "Ballot",
    "Choice",
    "CodeSlip",
    "Correction",
    "Count",
    "DeniedAnswer",
    "DeniedSheet",
    "Discrepancy",
    "EarlierSignature",
    "FalseProxy",
    "Mark",
    "Petition",
    "Roll",
    "RollCall",
    "RollEntry",
    "SampledVoter",
    "Series",
    "Signature",
    "SignedSheet",
    "TakenBack",
    "Vote",
    "VotingCode",
    "WeightCorrection",
]
