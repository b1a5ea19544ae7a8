"""Acts on rule books, drafts of them, and holds; importing this registers them."""

from sunward.charter.acts.adopt import Adopt
from sunward.charter.acts.draft_amendment import DraftAmendment
from sunward.charter.acts.draft_covenant import DraftCovenant
from sunward.charter.acts.lift_hold import LiftHold
from sunward.charter.acts.place_hold import PlaceHold
from sunward.charter.acts.revise_draft import ReviseDraft
from sunward.charter.acts.second_hold import SecondHold
from sunward.charter.acts.withdraw_draft import WithdrawDraft

__all__ = [
    "Adopt",
    "DraftAmendment",
    "DraftCovenant",
    "LiftHold",
    "PlaceHold",
    "ReviseDraft",
    "SecondHold",
    "WithdrawDraft",
]
