"""Reads of matters and decisions, for pages and for the contexts above."""

from sunward.decisions.drafts import MATTER_KINDS
from sunward.decisions.judging.one_hand import OneHand, reported_alone
from sunward.decisions.judging.standing import DecisionState
from sunward.decisions.queries.adopted import NotInForce, not_in_force
from sunward.decisions.queries.citing import Citing, citing_hearing
from sunward.decisions.queries.consenting import Consenting, ForWhom, consenting
from sunward.decisions.queries.hearable import fitting_matters, hearable_matters, hearing_to_call, stranded_petitions
from sunward.decisions.queries.lapses import overdue
from sunward.decisions.queries.matters import MatterCard, MatterPage, RuleBook, matter_page, matters
from sunward.decisions.queries.register import (
    DecisionCard,
    DecisionPage,
    decision,
    decision_state,
    drafts_of,
    matters_of,
    register,
    titles,
)
from sunward.decisions.queries.rejudging import Rejudged, rejudged
from sunward.decisions.queries.say import Say, ToResolve, needs_say, to_resolve
from sunward.decisions.queries.steps import ReportView, StepView
from sunward.decisions.queries.unlocking import objected_before, unlocks
from sunward.decisions.queries.waits import waits_for

__all__ = [
    "MATTER_KINDS",
    "Citing",
    "Consenting",
    "DecisionCard",
    "DecisionPage",
    "DecisionState",
    "ForWhom",
    "MatterCard",
    "MatterPage",
    "NotInForce",
    "OneHand",
    "Rejudged",
    "ReportView",
    "RuleBook",
    "Say",
    "StepView",
    "ToResolve",
    "citing_hearing",
    "consenting",
    "decision",
    "decision_state",
    "drafts_of",
    "fitting_matters",
    "hearable_matters",
    "hearing_to_call",
    "matter_page",
    "matters",
    "matters_of",
    "needs_say",
    "not_in_force",
    "objected_before",
    "overdue",
    "register",
    "rejudged",
    "reported_alone",
    "stranded_petitions",
    "titles",
    "to_resolve",
    "unlocks",
    "waits_for",
]
