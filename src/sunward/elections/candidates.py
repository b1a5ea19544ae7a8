"""Who stands for a post."""

from sunward.elections.models import Candidate, Contest


def standing_candidates(contest: Contest) -> list[Candidate]:
    """Who stands for a post: accepted and not withdrawn, in the order of the list."""
    rows = contest.candidates.filter(withdrawn_on=None).exclude(accepted_on=None)
    return list(rows.select_related("person").order_by("place"))
