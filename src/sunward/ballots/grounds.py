"""The grounds for annulling a vote that its rows and the record bear out."""

from sunward.ballots import sampling
from sunward.ballots.boxes import standing_marks
from sunward.ballots.models import Count, Mark, Vote
from sunward.ballots.rules.grounds import only_the_paper, standing_grounds
from sunward.ballots.rules.paper import Sheets, differences
from sunward.record import queries as record


def borne_out(vote: Vote) -> frozenset[str]:
    """The grounds that are facts now."""
    never = len(sampling.did_not_vote(vote))
    voted = Mark.objects.filter(vote=vote, withdrawn_on=None).count()
    return standing_grounds(never, _does_not_reconcile(vote), voted)


def _does_not_reconcile(vote: Vote) -> bool:
    """Two people tried to count the paper after the close and the door refused it for its sums alone, and no count has
    been accepted since; or the one that was, and that nobody has confirmed, does not add up. That nobody has counted
    yet is no ground."""
    marks = standing_marks(vote, "paper")
    if vote.closed_at is None or marks == 0:
        return False
    count = Count.objects.filter(vote=vote, channel="paper").first()
    if count is not None:
        return not count.confirmed_by and bool(differences(_sheets(count), marks))
    return any(only_the_paper(tried.findings) for tried in record.refusals_of("ballots.count_paper", vote.ref))


def _sheets(count: Count) -> Sheets:
    return Sheets(
        count.printed or 0, count.issued or 0, count.ballots, count.spoiled or 0, count.unused or 0,
        count.not_returned or 0,
    )  # fmt: skip
