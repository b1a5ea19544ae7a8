"""The acts of ballots; importing the package makes them known."""

from sunward.ballots.acts.accept_answer import AcceptAnswer
from sunward.ballots.acts.annul_undone import AnnulUndone
from sunward.ballots.acts.annul_vote import AnnulFacts, AnnulVote
from sunward.ballots.acts.answer_for_oneself import AnswerForOneself
from sunward.ballots.acts.answer_sample import AnswerSample
from sunward.ballots.acts.call_roll import CallRoll, RollCallFacts
from sunward.ballots.acts.cast import Cast, CastFacts
from sunward.ballots.acts.certify import Certify
from sunward.ballots.acts.close_vote import CloseVote
from sunward.ballots.acts.confirm_code import ConfirmCode
from sunward.ballots.acts.confirm_count import ConfirmCount
from sunward.ballots.acts.confirm_taken_back import ConfirmTakenBack
from sunward.ballots.acts.correct_roll import CorrectRoll, CorrectRollFacts
from sunward.ballots.acts.correct_weight import CorrectWeight
from sunward.ballots.acts.count_hands import CountHands, HandsFacts
from sunward.ballots.acts.count_paper import CountPaper, PaperFacts
from sunward.ballots.acts.deny_answer import DenyAnswer
from sunward.ballots.acts.deny_sheet import DenySheet
from sunward.ballots.acts.deny_signature import DenySignature
from sunward.ballots.acts.deny_taken_back import DenyTakenBack
from sunward.ballots.acts.disown_petition import DisownPetition
from sunward.ballots.acts.end_unconfirmed import EndUnconfirmed
from sunward.ballots.acts.enter_list import EnterList, SignedListFacts
from sunward.ballots.acts.enter_signed_sheet import EnterSignedSheet, SignedSheetFacts
from sunward.ballots.acts.fill_place import FilledFacts, FillPlace
from sunward.ballots.acts.follow_matter import FollowFacts, FollowMatter
from sunward.ballots.acts.freeze_roll import FreezeRoll, FreezeRollFacts
from sunward.ballots.acts.hand_over_code import HandOverCode
from sunward.ballots.acts.issue_paper import IssuePaper
from sunward.ballots.acts.note_absent import AbsentFacts, NoteAbsent
from sunward.ballots.acts.note_false_proxy import FalseProxyFacts, NoteFalseProxy
from sunward.ballots.acts.open_petition import OpenPetition, OpenPetitionFacts
from sunward.ballots.acts.open_terminal import OpenTerminal
from sunward.ballots.acts.open_vote import OF_PEOPLE, OpenVote, VoteFacts
from sunward.ballots.acts.restore_signature import RestoreSignature
from sunward.ballots.acts.restore_to_vote import RestoredFacts, RestoreToVote
from sunward.ballots.acts.sign_petition import SignPetition
from sunward.ballots.acts.take_back_paper import TakeBackPaper
from sunward.ballots.acts.vacate_place import VacatedFacts, VacatePlace
from sunward.ballots.acts.void_accepted_answer import VoidAcceptedAnswer
from sunward.ballots.acts.void_confirmation import VoidConfirmation
from sunward.ballots.acts.void_denial import VoidDenial
from sunward.ballots.acts.void_own_answer import VoidOwnAnswer
from sunward.ballots.acts.void_signature import VoidSignature
from sunward.ballots.acts.withdraw_signature import WithdrawSignature

__all__ = [
    "OF_PEOPLE",
    "AbsentFacts",
    "AcceptAnswer",
    "AnnulFacts",
    "AnnulUndone",
    "AnnulVote",
    "AnswerForOneself",
    "AnswerSample",
    "CallRoll",
    "Cast",
    "CastFacts",
    "Certify",
    "CloseVote",
    "ConfirmCode",
    "ConfirmCount",
    "ConfirmTakenBack",
    "CorrectRoll",
    "CorrectRollFacts",
    "CorrectWeight",
    "CountHands",
    "CountPaper",
    "DenyAnswer",
    "DenySheet",
    "DenySignature",
    "DenyTakenBack",
    "DisownPetition",
    "EndUnconfirmed",
    "EnterList",
    "EnterSignedSheet",
    "FalseProxyFacts",
    "FillPlace",
    "FilledFacts",
    "FollowFacts",
    "FollowMatter",
    "FreezeRoll",
    "FreezeRollFacts",
    "HandOverCode",
    "HandsFacts",
    "IssuePaper",
    "NoteAbsent",
    "NoteFalseProxy",
    "OpenPetition",
    "OpenPetitionFacts",
    "OpenTerminal",
    "OpenVote",
    "PaperFacts",
    "RestoreSignature",
    "RestoreToVote",
    "RestoredFacts",
    "RollCallFacts",
    "SignPetition",
    "SignedListFacts",
    "SignedSheetFacts",
    "TakeBackPaper",
    "VacatePlace",
    "VacatedFacts",
    "VoidAcceptedAnswer",
    "VoidConfirmation",
    "VoidDenial",
    "VoidOwnAnswer",
    "VoidSignature",
    "VoteFacts",
    "WithdrawSignature",
]
