"""Whether enough people are in a room, and for what: one sentence, beside what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sunward.meetings.queries import MeetingPage, RoomView
from sunward.portal.words.agenda import is_decided


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence, and the note that it stands in."""

    text: str
    kind: str = "do"
    icon: str = "check"


def verdict_on(page: MeetingPage, room: RoomView) -> Verdict:
    """For which of the questions that can still be put enough are there, by their places on the agenda where it is not
    all of them."""
    asked = any(is_decided(item) for item in page.items)
    if asked and not room.waiting:
        return Verdict(_nothing_left(page))
    if not room.told:
        return Verdict(_("People were not told of this as they have to be: nothing can be decided here."), "warn", "")
    if room.waiting and room.enough and len(room.enough) < len(room.waiting):
        places = _(", ").join(_places(page, room))
        return Verdict(_("Enough people for item {items} alone.").format(items=places))
    if room.met and (room.enough or not room.waiting):
        return Verdict(_("Enough people to decide."))
    if any(vote.stands and vote.closed_at is None for item in page.items for vote in item.votes):
        return Verdict(_("A vote is open. For what waits besides, too few are here."), "warn", "")
    return Verdict(_("Too few to decide. All that can be done is to adjourn."), "warn", "")


def _places(page: MeetingPage, room: RoomView) -> Sequence[str]:
    return [str(place) for place, item in enumerate(page.items, 1) if item.ref.id in room.enough]


def _nothing_left(page: MeetingPage) -> str:
    """What was put, or what another evening for the same petition has decided."""
    if any(is_decided(item) and not any(vote.stands for vote in item.votes) for item in page.items):
        return _("Nothing is left here to be put to the vote.")
    return _("All that was to be decided has been put to the vote.")
