"""The grounds for annulling a vote that its rows bear out."""

from sunward.ballots.boxes import standing_marks
from sunward.ballots.models import Count, Mark, SampledVoter, Vote
from sunward.ballots.rules.grounds import standing_grounds


def borne_out(vote: Vote) -> frozenset[str]:
    """The grounds that are facts now."""
    never = SampledVoter.objects.filter(vote=vote, answer="did_not_vote").count()
    paper = vote.closed_at is not None and standing_marks(vote, "paper") > 0
    uncounted = paper and not Count.objects.filter(vote=vote, channel="paper").exists()
    return standing_grounds(never, uncounted, Mark.objects.filter(vote=vote, withdrawn_on=None).count())
