"""Questions that were put in a room and answered by nobody: from when on they are taken back with the session."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sunward.ballots.casting.afterwards import BY_PEOPLE, entered_until
from sunward.ballots.counting.silent import silent
from sunward.ballots.hours import LEAST, evening_over
from sunward.ballots.models import Vote
from sunward.ballots.queries.about import about_any
from sunward.kernel import clock
from sunward.kernel.refs import Ref


@dataclass(frozen=True, slots=True)
class SilentVote:
    """An open vote of a room that nobody has answered. `ready_from`: whoever was there had as long as any vote takes,
    and once its evening is over nobody can be entered from the signed list any more."""

    ref: Ref
    opened_at: datetime
    ready_from: datetime


def silent_votes(things: list[Ref], at: datetime) -> list[SilentVote]:
    """Of some things, oldest first. One query; none for none."""
    rows = silent(Vote.objects.filter(about_any(things))).order_by("id") if things else ()
    return [SilentVote(row.ref, row.opened_at, _ready(row, at)) for row in rows]


def _ready(vote: Vote, at: datetime) -> datetime:
    ready = max(vote.open_since + LEAST, vote.closes_at or vote.opened_at)
    listed = not BY_PEOPLE.isdisjoint(vote.channels)
    if listed and (vote.entered_at is not None or evening_over(vote.opened_at, at)):
        ready = max(ready, clock.moment(entered_until(vote) + timedelta(days=1), 0))
    return ready
