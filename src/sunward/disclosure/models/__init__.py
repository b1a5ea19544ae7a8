"""What was made public, to whom, for how long; how the boards looked; what was objected and answered.

Only what happened is stored. Whether a posting is finished, late or short follows from these facts and the day.
"""

from sunward.disclosure.models.disputes import DeskDispute, EarlierDispute
from sunward.disclosure.models.objections import UNSETTLED, WAITING, Answer, Objection, VoidedAppeal
from sunward.disclosure.models.publications import Audience, BoardPhotograph, CheckCode, Demand, Publication, Series

__all__ = [
    "UNSETTLED",
    "WAITING",
    "Answer",
    "Audience",
    "BoardPhotograph",
    "CheckCode",
    "Demand",
    "DeskDispute",
    "EarlierDispute",
    "Objection",
    "Publication",
    "Series",
    "VoidedAppeal",
]
