"""Who has a stake in a roll: whoever is to be recalled by it, whoever stands in an election by it, and their bodies."""

from datetime import date

from django.db.models import Q

from sunward.ballots.queries import Stake
from sunward.elections.models import Candidate, Recall
from sunward.kernel.refs import body_of
from sunward.registry import queries as registry


def stake_in(roll: int, community: str, on: date) -> Stake:
    """Before a recall has taken a roll, any roll of the community may become its own. The body of whoever is to be
    recalled, and the one that is elected where somebody of it stands again, correct nothing; others can (0014)."""
    waiting = Q(roll=None, declared_on=None, community_code=community)
    recalls = list(Recall.objects.filter(Q(roll_id=roll) | waiting).select_related("person", "petition"))
    rows = Candidate.objects.filter(contest__election__roll_id=roll, withdrawn_on=None)
    candidates = list(rows.select_related("person", "contest__election"))
    again = (_again(row, on) for row in candidates)
    people = [(str(row.person), row.petition.opened_on) for row in recalls]
    people += [(str(row.person), row.contest.election.called_on) for row in candidates]
    return Stake(
        frozenset(people),
        frozenset([*(body_of(row.post) for row in recalls), *(body for body in again if body)]),
    )


def _again(row: Candidate, on: date) -> str:
    """The body for which they stand, if they hold a post in it."""
    body, code = row.contest.election.body, row.contest.community_code
    held = registry.posts_of(str(row.person), code, on)
    return body if any(body_of(one.post) == body for one in held) else ""
