"""The acts of disclosure; importing the package makes them known."""

from sunward.disclosure.acts.answer_dispute import AnswerDispute
from sunward.disclosure.acts.answer_objection import AnswerObjection
from sunward.disclosure.acts.appeal_objection import AppealObjection
from sunward.disclosure.acts.date_objection import DateObjection
from sunward.disclosure.acts.deliver_letters import DeliverLetters
from sunward.disclosure.acts.demand_item import DemandFacts, DemandItem
from sunward.disclosure.acts.dispute_desk_act import DisputeDeskAct
from sunward.disclosure.acts.object import ObjectTo
from sunward.disclosure.acts.photograph_board import PhotographBoard
from sunward.disclosure.acts.publish import PublicationFacts, Publish
from sunward.disclosure.acts.rule_on_appeal import RuleOnAppeal
from sunward.disclosure.acts.take_down import TakeDown
from sunward.disclosure.acts.void_appeal import VoidAppeal
from sunward.disclosure.acts.void_objection import VoidObjection

__all__ = [
    "AnswerDispute",
    "AnswerObjection",
    "AppealObjection",
    "DateObjection",
    "DeliverLetters",
    "DemandFacts",
    "DemandItem",
    "DisputeDeskAct",
    "ObjectTo",
    "PhotographBoard",
    "PublicationFacts",
    "Publish",
    "RuleOnAppeal",
    "TakeDown",
    "VoidAppeal",
    "VoidObjection",
]
