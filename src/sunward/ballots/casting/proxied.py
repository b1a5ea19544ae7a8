"""Places that a proxy filled while a vote ran, as the vote keeps it: whose vote stands there, and what is left of it
once the holder says that they gave none.

`Vote.by_proxy` has for each of these places who filled it, one after the other: with the number of the mark that stood
when they came (`NO_MARK`: none), and since when. What is taken after somebody came is theirs; what is entered later
than it was given, of whoever sat there at its hour. A ballot cast on the web or at a terminal is nobody else's.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sunward.ballots.casting import channels
from sunward.ballots.casting.seated import HOLDER, Seated, told_of
from sunward.ballots.models import FalseProxy, Mark, RollEntry, Vote

NO_MARK = 0
UNKNOWN = -1  # a proxy of whom a vote of an older release kept nothing


@dataclass(frozen=True, slots=True)
class Filled:
    """Somebody came to a place: a proxy by one stay, or its `HOLDER`; the mark that stood there by then; and since when
    they fill it (ISO 8601; empty: from the beginning)."""

    stay: int
    after: int = NO_MARK
    since: str = ""

    def came_after(self, hour: datetime) -> bool:
        return bool(self.since) and datetime.fromisoformat(self.since) > hour


History = dict[int, tuple[Filled, ...]]


def carried_by(seated: Seated) -> History:
    """Who fills the places as a question is put."""
    return {
        place: tuple(Filled(stay, NO_MARK, since.isoformat()) for stay, since in stays)
        for place, stays in seated.carried.items()
    }


def as_kept(history: History) -> dict[str, list[list[int | str]]]:
    """As it stands with a vote."""
    return {str(place): [[one.stay, one.after, one.since] for one in fills] for place, fills in sorted(history.items())}


def kept(vote: Vote) -> History:
    """The places that a proxy filled; nothing outside a room."""
    if vote.in_room is None:
        return {}
    if vote.by_proxy is None:  # put by a release that asked the list each time, on which nobody stands who was denied
        denied = FalseProxy.objects.filter(vote=vote).values_list("entry_id", "stays")
        gone = {place: (Filled(min(stays, default=UNKNOWN)),) for place, stays in denied}
        return gone | carried_by(told_of(vote.about, vote.opened_at, vote.in_room))
    return {int(place): tuple(Filled(*one) for one in fills) for place, fills in vote.by_proxy.items()}


def is_carried(vote: Vote, place: RollEntry) -> bool:
    """Whether a proxy fills a place in a vote: its holder has neither come themselves nor said that they sent none."""
    return filler(vote, place) != HOLDER


def filler(vote: Vote, place: RollEntry) -> int:
    """The stay of the proxy that fills a place in a vote; `HOLDER` where none does."""
    history = kept(vote).get(place.pk, ()) if place.pk in (vote.in_room or ()) else ()
    return history[-1].stay if history else HOLDER


def was_there(vote: Vote, place: RollEntry) -> bool:
    """Whether the holder of a place was in the room for it while the vote ran, be it that a proxy came before or
    after."""
    return place.pk in (vote.in_room or ()) and any(one.stay == HOLDER for one in _history(vote, place))


def changes_hands(vote: Vote, places: Collection[int]) -> bool:
    """Whether one of some places was filled by several, one after the other: whose answer it is hangs on its hour."""
    return any(len(fills) > 1 for place, fills in kept(vote).items() if place in places)


def _history(vote: Vote, place: RollEntry) -> tuple[Filled, ...]:
    return kept(vote).get(place.pk, (Filled(HOLDER),))


def is_of_proxy(vote: Vote, mark: Mark) -> bool:
    """Whether a vote was cast by a proxy that filled its place, and not by whose place it is."""
    return stay_of(vote, mark) != HOLDER


def stay_of(vote: Vote, mark: Mark) -> int:
    """By which stay of a proxy a vote was cast; `HOLDER` for all others."""
    way = channels.known(mark.channel)
    fills = kept(vote).get(mark.entry_id, ())
    before = [one.stay for one in fills if one.after != mark.pk]
    return before[-1] if before and not (way and way.self_cast) else HOLDER


def comes(vote: Vote, place: RollEntry, stay: int, since: str, mark: Mark | None) -> None:
    """Somebody has come to a place, and fills it from now on; what was voted there before stays."""
    history, fills = kept(vote), _history(vote, place)
    if vote.by_proxy is None and len(fills) > 1 and fills[-1].stay == stay:
        fills = fills[:-1]  # as the list of attendance tells it, who comes now is there already
    if vote.in_room is not None and fills[-1].stay != stay:
        history[place.pk] = (*fills, Filled(stay, mark.pk if mark else NO_MARK, since))
        _keep(vote, history, [*vote.in_room, place.pk])


def entered_anew(vote: Vote, marks: Iterable[Mark]) -> None:
    """What stood at some places was entered once more, by whoever fills them now."""
    history, again = kept(vote), {mark.entry_id: mark.pk for mark in marks}
    anew = {
        place: tuple(replace(one, after=NO_MARK) if one.after == again.get(place) else one for one in fills)
        for place, fills in history.items()
    }
    if vote.in_room is not None and anew != history:
        _keep(vote, anew, vote.in_room)


def given_at(vote: Vote, marks: Iterable[Mark], hour: datetime) -> None:
    """What is entered of some places was given at an hour that is past: whoever came after it has no part in it."""
    history, given = kept(vote), {mark.entry_id: mark.pk for mark in marks}
    then = history | {
        place: tuple(replace(one, after=given[place]) if one.came_after(hour) else one for one in fills)
        for place, fills in history.items()
        if place in given
    }
    if then != history:
        _keep(vote, then, vote.in_room or ())


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
    """Whoever fills a place is none of its proxies: nothing more is taken for it, until somebody else comes. Of an
    evening that is entered later, what its holder gave while they were there is."""
    if vote.closed_at is not None or vote.in_room is None or place.pk not in vote.in_room:
        return
    history = kept(vote)
    if vote.by_proxy is None:
        history.setdefault(place.pk, (Filled(UNKNOWN),))
    fills = history.get(place.pk)
    if not fills or fills[-1].stay not in {*stays, UNKNOWN}:
        return
    if vote.entered_at is not None and any(one.stay == HOLDER for one in fills):
        history[place.pk] = (*fills, Filled(HOLDER))
        _keep(vote, history, vote.in_room)
    else:
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
    return stay in stays or stay == UNKNOWN if stays else stay != HOLDER


def _keep(vote: Vote, history: History, room: Collection[int]) -> None:
    vote.by_proxy, vote.in_room = as_kept(history), sorted({*room})
    vote.save(update_fields=["by_proxy", "in_room"])
