"""Whose an overdue entry is: the first whom the rules let act and whom the matter is not about; else the street's.

What waits for somebody to let their own recall be put to the vote would wait for ever in their name.
"""

from collections.abc import Iterable

from sunward.charter.queries import STREET, owner
from sunward.elections.models import STANDING, Candidate, Election

CALL_RECALL, CALL_ELECTION, CERTIFY = "elections.call_recall_vote", "elections.call_election", "ballots.certify"
DECLARE, DECLARE_RECALL, RUN_OFF = "elections.declare_result", "elections.declare_recall", "elections.call_run_off"
__all__ = [
    "CALL_ELECTION", "CALL_RECALL", "CERTIFY", "DECLARE", "DECLARE_RECALL", "RUN_OFF", "STREET", "candidates_of",
    "owner",
]  # fmt: skip


def candidates_of(elections: Iterable[Election]) -> dict[int, frozenset[str]]:
    """Who stands, by the election's key. One query."""
    rows = Candidate.objects.filter(STANDING, contest__election__in=list(elections))
    found: dict[int, set[str]] = {}
    for election, number in rows.values_list("contest__election_id", "person__number"):
        found.setdefault(election, set()).add(f"person:{number}")
    return {election: frozenset(people) for election, people in found.items()}
