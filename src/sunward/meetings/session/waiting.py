"""What still waits in a room to be put to the vote, and for which of it enough people are there.

One answer for the page of the room, for an adjourning and a close, and for whether people waited in vain: each question
is put by its own rules, and its own exclusions leave the base.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.kernel.text import Text
from sunward.meetings.calling.demanding import decided_at_another
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.excluding import Leaving, leaving
from sunward.meetings.session.room import HeadCount, Room
from sunward.meetings.session.undecided import not_borne_out, to_be_put

ALL_PUT = Text(
    "要决定的都已经付诸表决：请宣布散会，不是因人数不够休会。",
    "All that was to be decided has been put to the vote: the session is closed, and not adjourned for want of people.",
)
STILL_OPEN = Text(
    "要决定的都已经付诸表决，有的还没有结束，或者结果还没有核对：先结束、核对那次表决。",
    "All that was to be decided has been put to the vote, and some of it is not closed, or what was counted not "
    "confirmed: that comes first.",
)


@dataclass(frozen=True, slots=True)
class _Alike:
    """Questions for which the same people are enough."""

    items: list[AgendaItem]
    rules: charter.Sitting
    out: Leaving


class Waiting:
    """The questions of a session that can still be put, read once. What was put and is being voted on does not wait;
    what was taken back does, and so does what is to be put a second time."""

    def __init__(self, room: Room) -> None:
        self._room = room

    @cached_property
    def items(self) -> list[AgendaItem]:
        return to_be_put(self._room.to_decide)

    @cached_property
    def told(self) -> list[AgendaItem]:
        """Those of them that people were told of: the others nobody can put."""
        return [item for item in self.items if self._room.told_of(item)]

    @property
    def anything_put(self) -> bool:
        """Whether a vote stands on anything that is to be decided."""
        return any(vote.stands for vote in ballots.votes_on(*(item.ref for item in self._room.to_decide)))

    def enough(self, at: datetime) -> list[AgendaItem]:
        """Those for which enough are there at a moment."""
        met = {item.pk for one in self._alike if self._count(one, at).met for item in one.items}
        return [item for item in self.items if item.pk in met]

    def is_enough(self, at: datetime) -> bool:
        """Whether for one of them enough are there."""
        return any(self._count(one, at).met for one in self._alike)

    def count(self, at: datetime) -> HeadCount:
        """The count of heads by which a session goes on or ends: for the first question for which enough are there, or
        for the first that waits; for the session itself where none does."""
        found = [self._count(one, at) for one in self._alike] or [self._room.head_count(at)]
        return next((one for one in found if one.met), found[0])

    def adjourns(self, at: datetime) -> bool:
        """Whether too few are there, and a second call has something to decide."""
        return not self.count(at).met and self.nothing_left() is None

    def ends_in_vain(self, at: datetime) -> bool:
        """Whether it ends for want of people and in no other way: too few are there for all that waits, and nothing was
        put. Closed, it could not be called again, and whoever is late would find it over."""
        return bool(self.items) and not self.is_enough(at) and not self.anything_put

    def nothing_left(self) -> Text | None:
        """Why nothing is left that a second call could decide; None where something is, or nothing was to be."""
        meeting = self._room.meeting
        if not self._room.to_decide or self.items or decided_at_another(meeting):
            return None
        return STILL_OPEN if not_borne_out(meeting) else ALL_PUT

    def _count(self, one: _Alike, at: datetime) -> HeadCount:
        return self._room.count_without(at, one.out, one.rules)

    @cached_property
    def _alike(self) -> list[_Alike]:
        """An evening may have ten questions, and be looked at once for each of its minutes. What people were not told
        of is put by nobody, however many came: it counts only where that is so of all that waits."""
        found = dict[tuple[tuple[str, ...], str, Leaving], list[AgendaItem]]()
        for item in self.told or self.items:
            found.setdefault((*self._room.books(item), leaving(item)), []).append(item)
        return [_Alike(items, self._room.rules_on(items[0]), out) for (_books, _kind, out), items in found.items()]
