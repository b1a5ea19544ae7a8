"""Who stands for a post, and until when somebody can come onto its list."""

from django.db.models import Q

from sunward.ballots import queries as ballots
from sunward.charter.engine import ElectionRules
from sunward.elections.models import Candidate, Contest


def nominated_by(candidate: Candidate) -> int:
    """How many voters nominate somebody; those for whom the desk had invented it do not count."""
    return candidate.nominations.filter(void_on=None).count()


def wronged(contest: Contest) -> int:
    """How many are missing from the ballot, or stand on it, by the word of a clerk alone: found when the poll had been
    opened."""
    rows = contest.candidates.filter(Q(withdrawn_on__isnull=False, restored_on__isnull=False)
                                     | Q(accepted_on__isnull=False, acceptance_void_on__isnull=False))  # fmt: skip
    return rows.count()


def standing_candidates(contest: Contest) -> list[Candidate]:
    """Who stands for a post: accepted and not withdrawn, in the order of the list."""
    rows = contest.candidates.filter(withdrawn_on=None).exclude(accepted_on=None)
    return list(rows.select_related("person").order_by("place"))


def list_open(contest: Contest) -> bool:
    """Whether people are nominated and accept: until the list hangs, and again once too few were left on it."""
    if contest.election.candidates_posted_on is None:
        return True
    return contest.reopened_on is not None and not ballots.standing_votes(contest.ref)


def on_the_ballot(contest: Contest) -> list[Candidate]:
    """Who stands and has hung on the list: whoever accepted since it was opened again has not yet."""
    since = contest.reopened_on
    found = standing_candidates(contest)
    return [one for one in found if since is None or (one.accepted_on and one.accepted_on < since)]


def asked_for(contest: Contest, rules: ElectionRules) -> int:
    """How many candidates the rule wants for a post."""
    more = rules.candidates is not None and rules.candidates.more_than_seats
    return contest.seats + 1 if more else contest.seats
