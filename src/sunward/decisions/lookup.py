"""Finding the other decision that an act speaks of."""

from sunward.decisions.models import Decision
from sunward.decisions.queries.register import find
from sunward.kernel.facts import unusable


def other_decision(than: Decision, number: str) -> Decision:
    """Another decision of the same community.

    Raises:
        FactsError: when there is none of this number.
    """
    found = find(number)
    if found is None or found.community_code != than.community_code or found.pk == than.pk:
        raise unusable("by_decision", "本社区没有这个编号的其他决定。", "No other decision here has that number.")
    return found
