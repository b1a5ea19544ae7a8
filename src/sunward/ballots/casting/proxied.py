"""Places that a proxy filled when a question was put, as the vote keeps it: whose vote stands there, and what is left
of it once the holder says that they gave none.

`Vote.by_proxy` has each of these places: null while a proxy fills it; once its holder has come themselves, the number
of the mark that stood by then, 0 where there was none. What is taken after they came is theirs.
"""

from collections.abc import Mapping

from sunward.ballots.casting.seated import told_of
from sunward.ballots.models import FalseProxy, Mark, RollEntry, Vote

NOTHING = 0  # no mark stood when the holder came


def kept(vote: Vote) -> Mapping[int, int | None]:
    """The places that a proxy filled, each with what had been taken for it when its holder came; nothing outside a
    room."""
    if vote.in_room is None:
        return {}
    if vote.by_proxy is None:  # put by a release that asked the list each time
        return dict.fromkeys(told_of(vote.about, vote.opened_at, vote.in_room).by_proxy)
    return {int(place): taken for place, taken in vote.by_proxy.items()}


def is_carried(vote: Vote, place: RollEntry) -> bool:
    """Whether a proxy fills a place in a vote: its holder has neither come themselves nor said that they sent none."""
    there = not place.by_household and place.pk in (vote.in_room or ())
    return there and kept(vote).get(place.pk, NOTHING) is None


def is_of_proxy(vote: Vote, mark: Mark) -> bool:
    """Whether a vote was cast by the proxy that filled its place, and not by whose place it is."""
    taken = kept(vote).get(mark.entry_id, NOTHING)
    return taken is None or taken == mark.pk


def comes(vote: Vote, place: RollEntry, mark: Mark | None) -> None:
    """Whose place it is has come themselves, and fills it from now on; what the proxy has voted stays."""
    if kept(vote).get(place.pk, NOTHING) is not None or vote.in_room is None:
        return
    vote.by_proxy = {**_as_kept(vote), str(place.pk): mark.pk if mark else NOTHING}
    vote.in_room = sorted({*vote.in_room, place.pk})
    vote.save(update_fields=["by_proxy", "in_room"])


def vacate(vote: Vote, place: RollEntry) -> None:
    """Nobody was there for a place: nothing more is taken for it, until its holder comes."""
    carried = is_carried(vote, place) or vote.by_proxy is None
    if vote.closed_at is None and vote.in_room is not None and carried:
        vote.by_proxy, vote.in_room = _as_kept(vote), [key for key in vote.in_room if key != place.pk]
        vote.save(update_fields=["by_proxy", "in_room"])


def denied_in(vote: Vote) -> dict[int, Mark | None]:
    """The places whose proxy was none, each with the vote that stands of it, or without."""
    rows = list(FalseProxy.objects.filter(vote=vote).values_list("entry_id", flat=True))
    marks = {one.entry_id: one for one in Mark.objects.filter(vote=vote, entry__in=rows, withdrawn_on=None)}
    known = vote.by_proxy is not None
    return {
        place: mark if mark is not None and (not known or is_of_proxy(vote, mark)) else None
        for place, mark in ((row, marks.get(row)) for row in rows)
    }


def _as_kept(vote: Vote) -> dict[str, int | None]:
    return {str(place): taken for place, taken in kept(vote).items()}
