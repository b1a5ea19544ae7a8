"""The acts of decisions; importing the package makes them known."""

from sunward.decisions.acts.call_hearing import CallFacts, CallHearing
from sunward.decisions.acts.call_hearing_on_petition import CallHearingOnPetition, ForcedHearingFacts
from sunward.decisions.acts.carry_out import CarryOut
from sunward.decisions.acts.carry_over import CarriedFacts, CarryOver
from sunward.decisions.acts.draw_on_decision import DrawFacts, DrawOnDecision
from sunward.decisions.acts.open_matter import OpenMatter
from sunward.decisions.acts.ratify import Ratify
from sunward.decisions.acts.report_step import ReportStep
from sunward.decisions.acts.return_to_decision import ReturnToDecision
from sunward.decisions.acts.supersede import Supersede
from sunward.decisions.acts.withdraw_matter import WithdrawMatter
from sunward.decisions.judging.stepfacts import FromMeeting, StepFacts

__all__ = [
    "CallFacts",
    "CallHearing",
    "CallHearingOnPetition",
    "CarriedFacts",
    "CarryOut",
    "CarryOver",
    "DrawFacts",
    "DrawOnDecision",
    "ForcedHearingFacts",
    "FromMeeting",
    "OpenMatter",
    "Ratify",
    "ReportStep",
    "ReturnToDecision",
    "StepFacts",
    "Supersede",
    "WithdrawMatter",
]
