"""Who stands for a post."""

from django.db.models import Q

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
