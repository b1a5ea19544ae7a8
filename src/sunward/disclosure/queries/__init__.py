"""Reads of what was published, for pages and for the contexts above."""

from sunward.disclosure.catalogue import Catalogue, Terms
from sunward.disclosure.queries.desk import disputable_until
from sunward.disclosure.queries.lapses import overdue
from sunward.disclosure.queries.objections import (
    ObjectionView,
    objection,
    objections_by,
    objections_of,
    waiting_objections,
)
from sunward.disclosure.queries.postings import Posting, open_for_objection, posting_of, postings_of
from sunward.disclosure.queries.publications import (
    Photograph,
    PublicationCard,
    PublicationPage,
    publication,
    publications,
)
from sunward.disclosure.rules import ObjectionState, PostingState

__all__ = [
    "Catalogue",
    "ObjectionState",
    "ObjectionView",
    "Photograph",
    "Posting",
    "PostingState",
    "PublicationCard",
    "PublicationPage",
    "Terms",
    "disputable_until",
    "objection",
    "objections_by",
    "objections_of",
    "open_for_objection",
    "overdue",
    "posting_of",
    "postings_of",
    "publication",
    "publications",
    "waiting_objections",
]
