"""Who has a stake in what is published of an appraisal meeting: whoever it judges, and their body, whose head may be
the one who is judged. They answer no objection to it."""

from datetime import date

from sunward.ballots.queries import Stake
from sunward.kernel.memo import remembered
from sunward.kernel.refs import Ref, body_of
from sunward.meetings.models import Meeting
from sunward.registry import queries as registry


def stake_in_posting(about: Ref, person: str, post: str, _on: date) -> bool:
    """Whether the meeting that something was published about judges somebody, their kin, or the body for which they
    act."""
    stake = _stake(about.id)
    return stake is not None and stake.touches(person, post)


def tied_since_by_posting(about: Ref, person: str, _on: date) -> date | None:
    """The day since which alone a declared kinship ties somebody to whom it judges."""
    stake = _stake(about.id)
    return stake.tied_since(person) if stake else None


@remembered
def _stake(number: str) -> Stake | None:
    """Of whoever held the post that is judged when the meeting was called: leaving it since changes nothing."""
    row = Meeting.objects.filter(number=number, judged__isnull=False).first()
    if row is None or row.judged is None:
        return None
    officers = registry.power_holders(row.community_code, row.convened_on)
    judged = [
        one.person for one in officers if any(row.judged in (held.post, body_of(held.post)) for held in one.posts)
    ]
    return Stake(frozenset((person, row.convened_on) for person in judged), frozenset([body_of(row.judged)]))
