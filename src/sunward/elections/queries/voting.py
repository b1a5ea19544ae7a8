"""Who votes at a poll that was called, and what they are told of it beforehand."""

from collections.abc import Iterable

from sunward.ballots import queries as ballots
from sunward.elections.models import Election, Recall, RunOff
from sunward.elections.polling.hours import hours_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer

POLL = Text("投票：您有投票权，{hours}，{places}", "the poll: you have a vote; {hours}, {places}")
ON_ITS_DAY = Text("投票：您有投票权，{places}", "the poll: you have a vote; {places}")


def on_rolls(viewer: Viewer, rolls: Iterable[int | None]) -> frozenset[int]:
    """Those of the rolls on which the reader stands. One query; none where no poll is to come."""
    wanted = {roll for roll in rolls if roll}
    places = ballots.places_of(viewer.person or "", wanted) if wanted else ()
    return frozenset(one.roll for one in places if not one.struck)


def when_and_where(row: Election | Recall | RunOff) -> Text:
    """The hours and the places; its day stands beside it."""
    hours = hours_of(row)
    return POLL.fill(hours=hours, places=row.places) if hours else ON_ITS_DAY.fill(places=row.places)
