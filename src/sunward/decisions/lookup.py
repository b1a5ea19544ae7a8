"""Finding the other decision that an act speaks of."""

from sunward.decisions.models import Decision
from sunward.decisions.queries.register import find
from sunward.kernel.facts import unusable


def decision_here(community: str, number: str, field: str) -> Decision:
    """A decision of this community.

    Raises:
        FactsError: at `field`, when there is none of this number.
    """
    found = find(number.strip())
    if found is None or found.community_code != community:
        raise unusable(field, "本社区没有这个编号的决定。", "No decision here has that number.")
    return found


def other_decision(than: Decision, number: str) -> Decision:
    """Another decision of the same community.

    Raises:
        FactsError: when there is none of this number.
    """
    found = find(number)
    if found is None or found.community_code != than.community_code or found.pk == than.pk:
        raise unusable("by_decision", "本社区没有这个编号的其他决定。", "No other decision here has that number.")
    return found
