"""The acts of ballots; importing the package makes them known."""

from sunward.ballots.acts.correct_roll import CorrectRoll, CorrectRollFacts
from sunward.ballots.acts.enter_signed_sheet import EnterSignedSheet, SignedSheetFacts
from sunward.ballots.acts.freeze_roll import FreezeRoll, FreezeRollFacts
from sunward.ballots.acts.open_petition import OpenPetition, OpenPetitionFacts
from sunward.ballots.acts.open_vote import OpenVote, VoteFacts
from sunward.ballots.acts.sign_petition import SignPetition
from sunward.ballots.acts.withdraw_signature import WithdrawSignature

__all__ = [
    "CorrectRoll",
    "CorrectRollFacts",
    "EnterSignedSheet",
    "FreezeRoll",
    "FreezeRollFacts",
    "OpenPetition",
    "OpenPetitionFacts",
    "OpenVote",
    "SignPetition",
    "SignedSheetFacts",
    "VoteFacts",
    "WithdrawSignature",
]
