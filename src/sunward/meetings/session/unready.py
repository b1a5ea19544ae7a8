"""What has to come before a vote on a matter and is not there yet: told while an agenda is made and with its notice,
marked when the question is put.

A mark and no bar: whoever would rather not have it decided could leave the step to come for ever, and a step that was
taken on paper may be entered afterwards.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.memo import remembering
from sunward.kernel.ports import Port
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.matterless import lacks_matter
from sunward.meetings.session.offtable import MATTER
from sunward.meetings.session.room import Room
from sunward.meetings.session.unread import readable_before

TOLD = "to_come_before"


@dataclass(frozen=True, slots=True)
class ComingVote:
    """When which body would vote on it; `noticed_on` is empty until people have been told as its own rules want.
    `papers`: whether something about it was laid open before that day."""

    number: str
    body: str
    held_on: date
    noticed_on: date | None
    papers: bool = True


# What is missing before each of some matters is voted on in one session, by their numbers.
MISSING: Port[Callable[[Mapping[str, ComingVote], date], Mapping[str, tuple[Finding, ...]]]] = Port(
    "what has to come before a vote"
)


def missing_before(room: Room, items: Iterable[AgendaItem], *, new: bool = False) -> Mapping[str, tuple[Finding, ...]]:
    """By the matters of those items that are put by yes or no: a choice among several resolves none. Nobody asks of a
    `new` item for its papers, which are laid before it."""
    about = [one for one in items if one.to_decide and one.about_type == MATTER and not one.method]
    meeting = room.meeting
    if not about or meeting.kind != "session":
        return {}
    with remembering():  # each goes by rule books of its own: they are looked up once
        told = {one.about_id: room.noticed_on(one) for one in about}
    read = {one.about_id for one in about if new or readable_before(meeting, [one])}
    votes = {
        matter: ComingVote(meeting.number, meeting.body, room.day, on, matter in read) for matter, on in told.items()
    }
    return MISSING.answer(votes, clock.today())


def missing_of(room: Room, items: Iterable[AgendaItem]) -> Mapping[str, tuple[Finding, ...]]:
    """The same by item, with what one leaves out that is about no matter."""
    rows = list(items)
    found, left_out = missing_before(room, rows), lacks_matter(room, rows)
    decided = (one for one in rows if one.to_decide and not one.method)
    return {one.number: left_out.get(one.number) or found.get(one.about_id, ()) for one in decided}


def marks_of_missing(room: Room, item: AgendaItem) -> list[Finding]:
    """A mark for each step, with the rule that wants it."""
    return [one for found in missing_of(room, [item]).values() for one in found]


def told_of_missing(room: Room, *items: AgendaItem, new: bool = False) -> list[Finding]:
    """The same while there is time: nothing is broken yet."""
    found = {**missing_before(room, items, new=new), **lacks_matter(room, items)}
    return [
        Finding(TOLD, True, Text(f"{number}：{one.text.zh}", f"{number}: {one.text.en}"), one.source)
        for number, every in sorted(found.items())
        for one in every
    ]
