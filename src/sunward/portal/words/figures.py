"""What is counted of a vote, in words: as a form asks for it, and as a resolution tells it."""

from collections.abc import Mapping, Sequence

from sunward.ballots.queries import VoteOn
from sunward.ballots.rules.words import CHOICES
from sunward.kernel.text import Text

FIGURES: Mapping[str, Text] = {
    "entitled": Text("应到", "entitled"),
    "present": Text("实到", "present"),
    "cast": Text("参加表决", "voted"),
    **CHOICES,
}
OUTSIDE = "outside"
TOLD: Mapping[str, Text] = {  # a report counts them among those present
    "entitled": FIGURES["entitled"],
    "present": FIGURES["present"],
    OUTSIDE: Text("不在会场参加", "from outside the room"),
    **FIGURES,
}
Counts = Mapping[str, Mapping[str, int]]


def as_in_the_room(counts: Counts, meeting: str, put: Sequence[VoteOn]) -> Counts:
    """What a report counted, with those who took part from outside apart from those in the room, as the pages of the
    meeting and of its vote tell them. What was reported without a meeting stays as it is."""
    here = [one for one in put if one.certified_on and not one.annulled_on and one.about.id.startswith(f"{meeting}-")]
    vote = here[-1] if meeting and here else None
    figures = counts.get(vote.of, {}) if vote else {}
    if vote is None or vote.present is None or figures.get("present", 0) <= vote.present:
        return counts
    return {**counts, vote.of: {**figures, "present": vote.present, OUTSIDE: figures["present"] - vote.present}}
