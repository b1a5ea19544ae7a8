"""What still waits in a room to be put to the vote, and for which of it enough people are there.

One answer for the page of the room, for an adjourning and a close, and for whether people waited in vain: each question
is put by its own rules, and its own exclusions leave the base.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sunward.charter import queries as charter
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.excluding import Leaving, leaving
from sunward.meetings.session.room import HeadCount, Room
from sunward.meetings.session.unanswered import to_be_put


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

    def enough(self, at: datetime) -> list[AgendaItem]:
        """Those for which enough are there at a moment."""
        met = {item.pk for one in self._alike if self._count(one, at).met for item in one.items}
        return [item for item in self.items if item.pk in met]

    def count(self, at: datetime) -> HeadCount:
        """The count of heads by which a session goes on or ends: for the first question for which enough are there, or
        for the first that waits; for the session itself where none does."""
        found = [self._count(one, at) for one in self._alike] or [self._room.head_count(at)]
        return next((one for one in found if one.met), found[0])

    def _count(self, one: _Alike, at: datetime) -> HeadCount:
        there = self._room.present(at)
        off = one.out.among(there)
        return self._room.count(at, there - off, off, one.rules)

    @cached_property
    def _alike(self) -> list[_Alike]:
        """An evening may have ten questions, and be looked at once for each of its minutes."""
        found = dict[tuple[tuple[str, ...], str, Leaving], list[AgendaItem]]()
        for item in self.items:
            found.setdefault((*self._room.books(item), leaving(item)), []).append(item)
        return [_Alike(items, self._room.rules_on(items[0]), out) for (_books, _kind, out), items in found.items()]
