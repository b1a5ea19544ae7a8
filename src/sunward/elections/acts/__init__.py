"""The acts of elections; importing the package makes them known."""

from sunward.elections.acts.accept_nomination import AcceptNomination
from sunward.elections.acts.ask_for_recall import AskFacts, AskForRecall
from sunward.elections.acts.call_election import CallElection
from sunward.elections.acts.call_recall_vote import CallRecallVote
from sunward.elections.acts.call_run_off import CallRunOff
from sunward.elections.acts.confirm_handover import ConfirmHandover
from sunward.elections.acts.declare_recall import DeclareRecall
from sunward.elections.acts.declare_result import DeclareResult
from sunward.elections.acts.form_committee import FormCommittee
from sunward.elections.acts.grant_proxy import GrantProxy
from sunward.elections.acts.hand_over import HandOver
from sunward.elections.acts.leave_committee import LeaveCommittee
from sunward.elections.acts.move_voting_day import MoveVotingDay
from sunward.elections.acts.nominate import Nominate
from sunward.elections.acts.open_poll import OpenPoll
from sunward.elections.acts.open_recall_poll import OpenRecallPoll
from sunward.elections.acts.open_run_off import OpenRunOff
from sunward.elections.acts.pass_on import PassOn
from sunward.elections.acts.post_candidates import PostCandidates
from sunward.elections.acts.restore_candidacy import RestoreCandidacy
from sunward.elections.acts.restore_member import RestoreMember
from sunward.elections.acts.restore_proxy import RestoreProxy
from sunward.elections.acts.say_handed_over import SayHandedOver
from sunward.elections.acts.say_not_handed_over import SayNotHandedOver
from sunward.elections.acts.state_defence import StateDefence
from sunward.elections.acts.take_back_proxy import TakeBackProxy
from sunward.elections.acts.take_recall_roll import TakeRecallRoll
from sunward.elections.acts.take_roll import TakeRoll
from sunward.elections.acts.void_acceptance import VoidAcceptance
from sunward.elections.acts.void_call import VoidCall
from sunward.elections.acts.void_defence import VoidDefence
from sunward.elections.acts.void_giving import VoidGiving
from sunward.elections.acts.void_list import VoidList
from sunward.elections.acts.void_move import VoidMove
from sunward.elections.acts.void_nomination import VoidNomination
from sunward.elections.acts.void_proxy import VoidProxy
from sunward.elections.acts.void_receipt import VoidReceipt
from sunward.elections.acts.void_run_off import VoidRunOff
from sunward.elections.acts.withdraw_candidacy import WithdrawCandidacy
from sunward.elections.acts.witness_handover import WitnessHandover

__all__ = [
    "AcceptNomination",
    "AskFacts",
    "AskForRecall",
    "CallElection",
    "CallRecallVote",
    "CallRunOff",
    "ConfirmHandover",
    "DeclareRecall",
    "DeclareResult",
    "FormCommittee",
    "GrantProxy",
    "HandOver",
    "LeaveCommittee",
    "MoveVotingDay",
    "Nominate",
    "OpenPoll",
    "OpenRecallPoll",
    "OpenRunOff",
    "PassOn",
    "PostCandidates",
    "RestoreCandidacy",
    "RestoreMember",
    "RestoreProxy",
    "SayHandedOver",
    "SayNotHandedOver",
    "StateDefence",
    "TakeBackProxy",
    "TakeRecallRoll",
    "TakeRoll",
    "VoidAcceptance",
    "VoidCall",
    "VoidDefence",
    "VoidGiving",
    "VoidList",
    "VoidMove",
    "VoidNomination",
    "VoidProxy",
    "VoidReceipt",
    "VoidRunOff",
    "WithdrawCandidacy",
    "WitnessHandover",
]
