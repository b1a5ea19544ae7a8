"""Reads of what was published, for pages and for the contexts above."""

from sunward.disclosure.catalogue import Catalogue, Terms, watched_items
from sunward.disclosure.queries.boards import sheets_that_hang, takes_several_sheets, to_photograph
from sunward.disclosure.queries.codes import Coded, code_on_paper, coded, coded_by_number
from sunward.disclosure.queries.corrections import Corrected, CorrectionOwed, corrections_owed
from sunward.disclosure.queries.demands import DemandView, demand_of, demands
from sunward.disclosure.queries.desk import (
    contested,
    contested_among,
    disputable_until,
    is_of_arrival,
    is_of_slip,
    speaks_of,
)
from sunward.disclosure.queries.disputes import (
    DisputeView,
    dispute,
    dispute_about,
    disputed_among,
    disputes_of,
    waiting_disputes,
)
from sunward.disclosure.queries.items import CatalogueItem, catalogue_items, items_of
from sunward.disclosure.queries.lapses import overdue
from sunward.disclosure.queries.letters import HouseholdLetter, LetterBatch, letters
from sunward.disclosure.queries.objections import (
    ObjectionView,
    entered_after,
    is_of_consent,
    is_of_roll,
    objection,
    objection_said,
    objections_by,
    open_about,
    outcome_said,
    unanswered_about,
    upheld_about,
    waiting_objections,
)
from sunward.disclosure.queries.postings import (
    Posting,
    hanging,
    hung_about,
    number_open_for_objection,
    open_for_objection,
    posting_of,
    postings_of,
)
from sunward.disclosure.queries.publications import (
    Photograph,
    PublicationCard,
    PublicationPage,
    Wording,
    board_picture,
    newest_of,
    publication,
    publications,
    wording,
)
from sunward.disclosure.queries.rejudging import Reanswered, Reposted, days_up, reanswered, reposted
from sunward.disclosure.queries.standing import corrected_before, fallen
from sunward.disclosure.queries.waits import POST_AGAIN, to_post, waits_for
from sunward.disclosure.rules import BoardProof, ObjectionState, PostingState, counts_from
from sunward.disclosure.sheets import Sheets
from sunward.disclosure.theirs import can_be_objected_to, residents_object

__all__ = [
    "POST_AGAIN",
    "BoardProof",
    "Catalogue",
    "CatalogueItem",
    "Coded",
    "Corrected",
    "CorrectionOwed",
    "DemandView",
    "DisputeView",
    "HouseholdLetter",
    "LetterBatch",
    "ObjectionState",
    "ObjectionView",
    "Photograph",
    "Posting",
    "PostingState",
    "PublicationCard",
    "PublicationPage",
    "Reanswered",
    "Reposted",
    "Sheets",
    "Terms",
    "Wording",
    "board_picture",
    "can_be_objected_to",
    "catalogue_items",
    "code_on_paper",
    "coded",
    "coded_by_number",
    "contested",
    "contested_among",
    "corrected_before",
    "corrections_owed",
    "counts_from",
    "days_up",
    "demand_of",
    "demands",
    "disputable_until",
    "dispute",
    "dispute_about",
    "disputed_among",
    "disputes_of",
    "entered_after",
    "fallen",
    "hanging",
    "hung_about",
    "is_of_arrival",
    "is_of_consent",
    "is_of_roll",
    "is_of_slip",
    "items_of",
    "letters",
    "newest_of",
    "number_open_for_objection",
    "objection",
    "objection_said",
    "objections_by",
    "open_about",
    "open_for_objection",
    "outcome_said",
    "overdue",
    "posting_of",
    "postings_of",
    "publication",
    "publications",
    "reanswered",
    "reposted",
    "residents_object",
    "sheets_that_hang",
    "speaks_of",
    "takes_several_sheets",
    "to_photograph",
    "to_post",
    "unanswered_about",
    "upheld_about",
    "waiting_disputes",
    "waiting_objections",
    "waits_for",
    "watched_items",
    "wording",
]
