"""What is counted of a vote, in words: as a form asks for it, and as a resolution tells it."""

from collections.abc import Mapping

from sunward.ballots.rules.words import CHOICES
from sunward.kernel.text import Text

FIGURES: Mapping[str, Text] = {
    "entitled": Text("应到", "entitled"),
    "present": Text("实到", "present"),
    "cast": Text("参加表决", "voted"),
    **CHOICES,
}
