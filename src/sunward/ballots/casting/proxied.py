"""Places that a proxy filled while a vote ran, as the vote keeps it: whose vote stands there, and what is left of it
once the holder says that they gave none.

`Vote.by_proxy` has for each of these places who filled it, one after the other, and the number of the mark that stood
when they came (`NO_MARK`: none). What is taken after somebody came is theirs; nobody else has a hand in a ballot that
was cast on the web or at a terminal.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sunward.ballots.casting import channels
from sunward.ballots.casting.seated import HOLDER, Seated, told_of
from sunward.ballots.models import FalseProxy, Mark, RollEntry, Vote

NO_MARK = 0
UNKNOWN = -1  # a proxy of whom a vote of an older release kept nothing


@dataclass(frozen=True, slots=True)
class Filled:
    """Somebody came to a place: a proxy by one stay, or its `HOLDER`; and the mark that stood there by then."""

    stay: int
    after: int = NO_MARK


History = dict[int, tuple[Filled, ...]]


def carried_by(seated: Seated) -> History:
    """Who fills the places as a question is put."""
    return {place: tuple(Filled(stay) for stay in stays) for place, stays in seated.carried.items()}


def as_kept(history: Mapping[int, tuple[Filled, ...]]) -> dict[str, list[list[int]]]:
    """As it stands with a vote."""
    return {str(place): [[one.stay, one.after] for one in fills] for place, fills in sorted(history.items())}


def kept(vote: Vote) -> History:
    """The places that a proxy filled; nothing outside a room."""
    if vote.in_room is None:
        return {}
    if vote.by_proxy is None:  # put by a release that asked the list each time
        return carried_by(told_of(vote.about, vote.opened_at, vote.in_room))
    return {int(place): tuple(Filled(*one) for one in fills) for place, fills in vote.by_proxy.items()}


def is_carried(vote: Vote, place: RollEntry) -> bool:
    """Whether a proxy fills a place in a vote: its holder has neither come themselves nor said that they sent none."""
    return filler(vote, place) != HOLDER


def filler(vote: Vote, place: RollEntry) -> int:
    """The stay of the proxy that fills a place in a vote; `HOLDER` where none does."""
    history = kept(vote).get(place.pk, ()) if place.pk in (vote.in_room or ()) else ()
    return history[-1].stay if history else HOLDER


def is_of_proxy(vote: Vote, mark: Mark) -> bool:
    """Whether a vote was cast by a proxy that filled its place, and not by whose place it is."""
    return stay_of(vote, mark) != HOLDER


def stay_of(vote: Vote, mark: Mark) -> int:
    """By which stay of a proxy a vote was cast; `HOLDER` for all others."""
    way = channels.known(mark.channel)
    fills = kept(vote).get(mark.entry_id, ())
    before = [one.stay for one in fills if one.after != mark.pk]
    return before[-1] if before and not (way and way.self_cast) else HOLDER


def comes(vote: Vote, place: RollEntry, stay: int, mark: Mark | None) -> None:
    """Somebody has come to a place, and fills it from now on; what was voted there before stays."""
    history = kept(vote)
    fills = history.get(place.pk, (Filled(HOLDER),))
    if vote.by_proxy is None and len(fills) > 1 and fills[-1].stay == stay:
        fills = fills[:-1]  # as the list of attendance tells it, who comes now is there already
    if vote.in_room is not None and fills[-1].stay != stay:
        history[place.pk] = (*fills, Filled(stay, mark.pk if mark else NO_MARK))
        _keep(vote, history, [*vote.in_room, place.pk])


def entered_anew(vote: Vote, marks: Iterable[Mark]) -> None:
    """What stood at some places was entered once more, by whoever fills them now."""
    history, again = kept(vote), {mark.entry_id: mark.pk for mark in marks}
    anew = {
        place: tuple(Filled(one.stay, NO_MARK if one.after == again.get(place) else one.after) for one in fills)
        for place, fills in history.items()
    }
    if vote.in_room is not None and anew != history:
        _keep(vote, anew, vote.in_room)


def back_in_hand(vote: Vote, marks: Iterable[Mark]) -> list[Mark]:
    """Those of some hands that their holders may have raised anew themselves: who has gone home raises none, and of a
    proxy of whom somebody has said that it was none the mark stays."""
    noted = frozenset(FalseProxy.objects.filter(vote=vote).values_list("entry_id", flat=True))
    return [one for one in marks if one.entry_id not in noted and filler(vote, one.entry) == HOLDER]


def note(vote: Vote, place: RollEntry, stays: Collection[int], on: date) -> None:
    """Keep that some stays at a place were of no proxy of its holder."""
    known = {"noted_on": on, "stays": sorted(stays)}
    row, new = FalseProxy.objects.get_or_create(vote=vote, entry=place, defaults=known)
    if not new and row.stays:
        row.stays = sorted({*row.stays, *stays})
        row.save(update_fields=["stays"])


def vacate(vote: Vote, place: RollEntry, stays: Collection[int]) -> None:
    """Whoever fills a place is none of its proxies: nothing more is taken for it, until somebody else comes."""
    if vote.closed_at is not None or vote.in_room is None or place.pk not in vote.in_room:
        return
    history = kept(vote)
    if vote.by_proxy is None:
        history.setdefault(place.pk, (Filled(UNKNOWN),))
    fills = history.get(place.pk)
    if fills and fills[-1].stay in {*stays, UNKNOWN}:
        _keep(vote, history, [key for key in vote.in_room if key != place.pk])


def denied_in(vote: Vote) -> dict[int, Mark | None]:
    """The places whose proxy was none, each with the vote that stands of it; or without, where it only counted as
    there when the question was put."""
    rows = {one.entry_id: one.stays for one in FalseProxy.objects.filter(vote=vote)}
    marks = {one.entry_id: one for one in Mark.objects.filter(vote=vote, entry__in=rows, withdrawn_on=None)}
    history, found = kept(vote), dict[int, Mark | None]()
    for place, stays in rows.items():
        mark = marks.get(place)
        if mark is not None and (vote.by_proxy is None or _is_among(stay_of(vote, mark), stays)):
            found[place] = mark
        elif place in vote.off_base:
            continue  # nobody counted it as there
        elif vote.by_proxy is None or (place in history and _is_among(history[place][0].stay, stays)):
            found[place] = None
    return found


def _is_among(stay: int, stays: Collection[int]) -> bool:
    """Whether a stay is one of those that were denied; of older rows all proxies are."""
    return stay in stays if stays else stay != HOLDER


def _keep(vote: Vote, history: History, room: Collection[int]) -> None:
    vote.by_proxy, vote.in_room = as_kept(history), sorted({*room})
    vote.save(update_fields=["by_proxy", "in_room"])
