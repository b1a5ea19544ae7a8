"""The acts of meetings; importing the package makes them known."""

from sunward.meetings.acts.add_item import AddItem, ItemFacts
from sunward.meetings.acts.adjourn import Adjourn, AdjournFacts
from sunward.meetings.acts.admit import Admit, ArrivalFacts
from sunward.meetings.acts.answer_correction import AnswerCorrection, AnswerFacts
from sunward.meetings.acts.apply_to_speak import ApplyToSpeak
from sunward.meetings.acts.call_again import AgainFacts, CallAgain
from sunward.meetings.acts.call_forum import CallForum, ForumFacts
from sunward.meetings.acts.cancel_meeting import CancelFacts, CancelMeeting
from sunward.meetings.acts.close_session import CloseSession, ClosingFacts
from sunward.meetings.acts.close_speakers_list import CloseSpeakersList
from sunward.meetings.acts.confirm_attendance import ConfirmAttendance
from sunward.meetings.acts.confirm_throw import ConfirmThrow, ConfirmThrowFacts
from sunward.meetings.acts.convene import Convene, MeetingFacts
from sunward.meetings.acts.convene_hearing import ConveneHearing, HearingFacts
from sunward.meetings.acts.convene_on_petition import ConveneOnPetition, DemandedFacts
from sunward.meetings.acts.correct_minutes import CorrectionFacts, CorrectMinutes
from sunward.meetings.acts.deny_presence import DenyPresence
from sunward.meetings.acts.deny_proxy import DenyProxy
from sunward.meetings.acts.dispose_opinion import DisposeOpinion, DispositionFacts
from sunward.meetings.acts.draft_minutes import DraftMinutes
from sunward.meetings.acts.draw_speakers import DrawSpeakers, ThrowFacts
from sunward.meetings.acts.drop_item import DropFacts, DropItem
from sunward.meetings.acts.give_notice import GiveNotice, NoticeFacts
from sunward.meetings.acts.lay_paper import LayPaper, PaperFacts
from sunward.meetings.acts.leave import Leave, LeavingFacts
from sunward.meetings.acts.leave_out_of_base import LeaveOutOfBase, OutOfBaseFacts
from sunward.meetings.acts.leave_speakers_list import LeaveSpeakersList
from sunward.meetings.acts.nominate_speaker import NominateSpeaker, NominationFacts
from sunward.meetings.acts.open_session import OpeningFacts, OpenSession
from sunward.meetings.acts.photograph_minutes import OriginalFacts, PhotographMinutes
from sunward.meetings.acts.publish_result import PublishResult, ResultFacts
from sunward.meetings.acts.put_speaker_back import PutSpeakerBack
from sunward.meetings.acts.put_to_vote import PutToVote, QuestionFacts
from sunward.meetings.acts.record_statement import RecordStatement, StatementFacts
from sunward.meetings.acts.record_turnout import RecordTurnout, TurnoutFacts
from sunward.meetings.acts.reopen_speakers_list import ReopenSpeakersList
from sunward.meetings.acts.settle_item import SettledFacts, SettleItem
from sunward.meetings.acts.sign_hearing_record import SignHearingRecord
from sunward.meetings.acts.sign_minutes import SignatureFacts, SignMinutes
from sunward.meetings.acts.state_opinion import OpinionFacts, StateOpinion
from sunward.meetings.acts.step_aside import AsideFacts, StepAside
from sunward.meetings.acts.strike_applicant import StrikeApplicant
from sunward.meetings.acts.strike_words import StrikeWords
from sunward.meetings.acts.take_back_exclusion import BackFacts, TakeBackExclusion
from sunward.meetings.acts.take_roll import TakeRoll
from sunward.meetings.acts.void_attendance_seen import VoidAttendanceSeen
from sunward.meetings.acts.void_call import VoidCall
from sunward.meetings.acts.void_draft import VoidDraft
from sunward.meetings.acts.void_ending import VoidEnding
from sunward.meetings.acts.void_proxy import VoidProxy
from sunward.meetings.acts.void_question import VoidQuestion
from sunward.meetings.acts.void_return import VoidReturn
from sunward.meetings.acts.void_signing import VoidSigning
from sunward.meetings.acts.void_speaker_nomination import VoidSpeakerNomination
from sunward.meetings.acts.void_step_aside import VoidStepAside
from sunward.meetings.acts.void_throw import VoidThrow

__all__ = [
    "AddItem",
    "Adjourn",
    "AdjournFacts",
    "Admit",
    "AgainFacts",
    "AnswerCorrection",
    "AnswerFacts",
    "ApplyToSpeak",
    "ArrivalFacts",
    "AsideFacts",
    "BackFacts",
    "CallAgain",
    "CallForum",
    "CancelFacts",
    "CancelMeeting",
    "CloseSession",
    "CloseSpeakersList",
    "ClosingFacts",
    "ConfirmAttendance",
    "ConfirmThrow",
    "ConfirmThrowFacts",
    "Convene",
    "ConveneHearing",
    "ConveneOnPetition",
    "CorrectMinutes",
    "CorrectionFacts",
    "DemandedFacts",
    "DenyPresence",
    "DenyProxy",
    "DisposeOpinion",
    "DispositionFacts",
    "DraftMinutes",
    "DrawSpeakers",
    "DropFacts",
    "DropItem",
    "ForumFacts",
    "GiveNotice",
    "HearingFacts",
    "ItemFacts",
    "LayPaper",
    "Leave",
    "LeaveOutOfBase",
    "LeaveSpeakersList",
    "LeavingFacts",
    "MeetingFacts",
    "NominateSpeaker",
    "NominationFacts",
    "NoticeFacts",
    "OpenSession",
    "OpeningFacts",
    "OpinionFacts",
    "OriginalFacts",
    "OutOfBaseFacts",
    "PaperFacts",
    "PhotographMinutes",
    "PublishResult",
    "PutSpeakerBack",
    "PutToVote",
    "QuestionFacts",
    "RecordStatement",
    "RecordTurnout",
    "ReopenSpeakersList",
    "ResultFacts",
    "SettleItem",
    "SettledFacts",
    "SignHearingRecord",
    "SignMinutes",
    "SignatureFacts",
    "StateOpinion",
    "StatementFacts",
    "StepAside",
    "StrikeApplicant",
    "StrikeWords",
    "TakeBackExclusion",
    "TakeRoll",
    "ThrowFacts",
    "TurnoutFacts",
    "VoidAttendanceSeen",
    "VoidCall",
    "VoidDraft",
    "VoidEnding",
    "VoidProxy",
    "VoidQuestion",
    "VoidReturn",
    "VoidSigning",
    "VoidSpeakerNomination",
    "VoidStepAside",
    "VoidThrow",
]
