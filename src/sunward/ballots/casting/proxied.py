"""Places that a proxy filled when a question was put, as the vote keeps it: whose vote stands there, and what is left
of it once the holder says that they gave none.

`Vote.by_proxy` has for each of these places the stay of the proxy, and what had been taken for it when its holder came
themselves: nothing while they have not; else the number of the mark that stood by then, 0 where there was none. What is
taken after they came is theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sunward.ballots.casting.seated import Seated, told_of
from sunward.ballots.models import FalseProxy, Mark, RollEntry, Vote

NO_MARK = 0  # none stood when the holder came


@dataclass(frozen=True, slots=True)
class Carried:
    """A place with the proxy that filled it: by which stay, and the mark that stood when its holder came."""

    stay: int
    taken: int | None = None

    @property
    def still(self) -> bool:
        """Whether the holder has not come themselves."""
        return self.taken is None


def carried_by(seated: Seated) -> dict[int, Carried]:
    """The places that proxies fill as a question is put."""
    return {place: Carried(stay) for place, stay in seated.by_proxy.items()}


def kept(vote: Vote) -> Mapping[int, Carried]:
    """The places that a proxy filled; nothing outside a room."""
    if vote.in_room is None:
        return {}
    if vote.by_proxy is None:  # put by a release that asked the list each time
        return carried_by(told_of(vote.about, vote.opened_at, vote.in_room))
    return {int(place): Carried(*one) for place, one in vote.by_proxy.items()}


def is_carried(vote: Vote, place: RollEntry) -> bool:
    """Whether a proxy fills a place in a vote: its holder has neither come themselves nor said that they sent none."""
    if place.by_household or place.pk not in (vote.in_room or ()):
        return False
    found = kept(vote).get(place.pk)
    return found is not None and found.still


def is_of_proxy(vote: Vote, mark: Mark) -> bool:
    """Whether a vote was cast by the proxy that filled its place, and not by whose place it is."""
    found = kept(vote).get(mark.entry_id)
    return found is not None and (found.still or found.taken == mark.pk)


def comes(vote: Vote, place: RollEntry, mark: Mark | None) -> None:
    """Whose place it is has come themselves, and fills it from now on; what the proxy has voted stays."""
    found, there = dict(kept(vote)), vote.in_room
    if there is not None and place.pk in found and found[place.pk].still:
        found[place.pk] = replace(found[place.pk], taken=mark.pk if mark else NO_MARK)
        _keep(vote, found, [*there, place.pk])


def vacate(vote: Vote, place: RollEntry) -> None:
    """Nobody was there for a place: nothing more is taken for it, until its holder comes."""
    carried = is_carried(vote, place) or vote.by_proxy is None
    if vote.closed_at is None and vote.in_room is not None and carried:
        _keep(vote, kept(vote), [key for key in vote.in_room if key != place.pk])


def denied_in(vote: Vote) -> dict[int, Mark | None]:
    """The places whose proxy was none, each with the vote that stands of it, or without."""
    rows = list(FalseProxy.objects.filter(vote=vote).values_list("entry_id", flat=True))
    marks = {one.entry_id: one for one in Mark.objects.filter(vote=vote, entry__in=rows, withdrawn_on=None)}
    known = vote.by_proxy is not None
    return {
        place: mark if mark is not None and (not known or is_of_proxy(vote, mark)) else None
        for place, mark in ((row, marks.get(row)) for row in rows)
    }


def as_kept(carried: Mapping[int, Carried]) -> dict[str, list[int | None]]:
    """As it stands with a vote."""
    return {str(place): [one.stay, one.taken] for place, one in sorted(carried.items())}


def _keep(vote: Vote, carried: Mapping[int, Carried], room: list[int]) -> None:
    vote.by_proxy, vote.in_room = as_kept(carried), sorted({*room})
    vote.save(update_fields=["by_proxy", "in_room"])
