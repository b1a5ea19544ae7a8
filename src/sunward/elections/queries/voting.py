"""Who votes at a poll that was called, and what they are told of it beforehand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sunward.ballots import queries as ballots
from sunward.elections.models import Election, Recall, RunOff
from sunward.elections.polling.hours import hours_of
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer

POLL = Text("投票：您有投票权，{hours}，{places}", "the poll: you have a vote; {hours}, {places}")
ON_ITS_DAY = Text("投票：您有投票权，{places}", "the poll: you have a vote; {places}")


@dataclass(frozen=True, slots=True)
class PollAt:
    """Where and at which hours people vote on a post, or on a recall; `recall`: its number."""

    day: date
    hours: str
    places: str
    recall: str = ""


def poll_at(about: Ref, *, run_off: bool) -> PollAt | None:
    """Of what a vote is about; nothing for what is no poll on people. One query."""
    row: Election | Recall | RunOff | None = None
    if about.type == "recall":
        row = Recall.objects.filter(number=about.id).exclude(voting_day=None).first()
    elif about.type == "contest" and run_off:
        row = RunOff.objects.filter(contest__number=about.id, polled_on__isnull=False).last()
    elif about.type == "contest":
        row = Election.objects.filter(contests__number=about.id).first()
    if row is None or row.voting_day is None:
        return None
    return PollAt(row.voting_day, str(hours_of(row) or ""), row.places, about.id if about.type == "recall" else "")


def on_rolls(viewer: Viewer, rolls: Iterable[int | None]) -> frozenset[int]:
    """Those of the rolls on which the reader stands. One query; none where no poll is to come."""
    wanted = {roll for roll in rolls if roll}
    places = ballots.places_of(viewer.person or "", wanted) if wanted else ()
    return frozenset(one.roll for one in places if not one.struck)


def when_and_where(row: Election | Recall | RunOff) -> Text:
    """The hours and the places; its day stands beside it."""
    hours = hours_of(row)
    return POLL.fill(hours=hours, places=row.places) if hours else ON_ITS_DAY.fill(places=row.places)
