"""The list at the door of a vote, to be printed: who has voted or holds a sheet by then, and by which channel alone."""

from dataclasses import dataclass

from sunward.ballots import policies
from sunward.ballots.casting.delegates import voted_elsewhere
from sunward.ballots.counting.handling import is_a_party
from sunward.ballots.models import Mark, Vote
from sunward.ballots.roll import places, readers
from sunward.ballots.rules.doors import as_walked
from sunward.kernel.viewer import Viewer


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """A place as whoever hands out sheets needs it when the power is cut. `channel` is that of the mark, empty without
    one; `votes` is false for whoever stepped aside, was not in the room, or has voted from another place."""

    door: str
    name: str
    channel: str
    votes: bool


def may_print_marks(viewer: Viewer) -> bool:
    """Whether the reader prints rolls, and sees at the door who has voted."""
    return readers.may_print(viewer) and policies.may_tell(viewer)


def at_the_door(vote: str, viewer: Viewer) -> tuple[AtTheDoor, ...]:
    """Every place that counts in an open vote, by door; none for whoever may not print it, or stands in it themselves.
    A choice is nowhere in it. The same few queries, however many there are."""
    row = Vote.objects.select_related("roll").filter(number=vote, closed_at=None, annulled_on=None).first()
    if row is None or not may_print_marks(viewer) or not readers.may_read_names(viewer, row.roll.of):
        return ()
    if row.about_type != "item" and is_a_party(row, viewer.person or ""):
        return ()
    marks = dict(Mark.objects.filter(vote=row, withdrawn_on=None).values_list("entry_id", "channel"))
    elsewhere = frozenset(voted_elsewhere(row))
    found = (
        AtTheDoor(
            entry.household.door if entry.household else "",
            str(entry.person.named) if entry.person and not entry.by_household else "",
            marks.get(entry.pk, ""),
            places.may_vote(row, entry) and entry.pk not in elsewhere,
        )
        for entry in places.entries_of(row).select_related("person", "household")
    )
    return tuple(sorted(found, key=lambda one: (as_walked(one.door), one.name)))
