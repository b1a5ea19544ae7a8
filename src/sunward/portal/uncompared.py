"""What a draft of rules changes that nobody looked at on the cases of the year before: said, so that “as they did” is
read of the rest alone."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from sunward.charter.engine import Charter
from sunward.charter.engine.amending.amending import Change, difference
from sunward.charter.engine.amending.places import followers
from sunward.charter.queries import Proposal
from sunward.kernel.text import Text
from sunward.portal.words.rulewords import Said, changes_said

# Places whose change `ruleeffects` weighs on cases. Whatever stands here in no line is named as not compared, places
# that come to be later among them.
COMPARED = (
    "spending.tiers.*",
    "parameters.objection_reply.value",
    "parameters.voter_list_answer.value",
    "parameters.board_retention.value",
    "procedures.*.steps.resolution_disclosure.stays_up",
    "powers.*.held_by",
    "duties.*.due.*",
    "disclosure.*.audience",
    "disclosure.*.by.*",
    "disclosure.*.stays_up",
    *(f"{part}.*.{rule}.*" for part in ("bodies", "matters") for rule in ("notice", "quorum", "majority")),
)


def uncompared(proposal: Proposal, rules: Charter, titles: Mapping[str, Text]) -> list[Said]:
    """The changes between the rules as they stand and as they would be that no case was looked at for."""
    old, new = proposal.document, proposal.body()
    renamed = {**followers(old), **followers(new)}
    left = [one for one in difference(old, new) if one.path not in renamed and not _compared(one, rules)]
    return changes_said(old, new, left, titles)


def _compared(change: Change, rules: Charter) -> bool:
    return any(fnmatchcase(change.path, pattern) for pattern in COMPARED) or _judged_gap(change, rules)


def _judged_gap(change: Change, rules: Charter) -> bool:
    """A wait between two steps is judged with the decision: up to the resolution."""
    part, key, *inner = change.path.split(".")
    if part != "procedures" or inner[:1] != ["steps"] or inner[2:] != ["after_at_least"]:
        return False
    judged = [step.key for step in rules.procedures[key].through_resolution]
    return inner[1] in judged
