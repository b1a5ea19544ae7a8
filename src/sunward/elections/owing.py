"""Whose an overdue entry is: the first whom the rules let act and whom the matter is not about; else the street's.

What waits for somebody to let their own recall be put to the vote would wait for ever in their name.
"""

from collections.abc import Collection, Iterable
from datetime import date

from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.charter.queries import charter_of
from sunward.elections.book import body_of
from sunward.elections.models import Candidate, Election
from sunward.kernel.memo import remembered
from sunward.registry import queries as registry

STREET = "street_office.director"
CALL_RECALL, CALL_ELECTION, CERTIFY = "elections.call_recall_vote", "elections.call_election", "ballots.certify"


def owner(act: str, community: str, on: date, about: Collection[str], bodies: Collection[str] = ()) -> str:
    """The post that leads the first body that may do it, and is held, and by nobody whom it is about. `bodies` in the
    order of the rule where one names them; else in that of the list of powers."""
    leading = _leading(act, community, on)
    for body in bodies or leading:
        held = _held(leading[body], community, on) if body in leading else frozenset()
        if held and held.isdisjoint(about):
            return leading[body]
    return STREET


def _leading(act: str, community: str, on: date) -> dict[str, str]:
    """Of every body the post that the list of powers names first."""
    found: dict[str, str] = {}
    for power in charter_of(community, on).powers.values():
        for post in power.held_by if power.act == act else ():
            if post not in CAPACITIES:
                found.setdefault(body_of(post), post)
    return found


@remembered
def _held(post: str, community: str, on: date) -> frozenset[str]:
    return frozenset(one.person for one in registry.holders(post, community, on))


def candidates_of(elections: Iterable[Election]) -> dict[int, frozenset[str]]:
    """Who stands, by the election's key. One query."""
    rows = Candidate.objects.filter(contest__election__in=list(elections), withdrawn_on=None).exclude(accepted_on=None)
    found: dict[int, set[str]] = {}
    for election, number in rows.values_list("contest__election_id", "person__number"):
        found.setdefault(election, set()).add(f"person:{number}")
    return {election: frozenset(people) for election, people in found.items()}
