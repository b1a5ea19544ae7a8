"""Places that a proxy filled while a vote ran, as the vote keeps it: who gave what was taken of them, and what is left
of it once the holder says that they gave no proxy.

`Vote.by_proxy` has for each of these places who filled it, one after the other, and since when. `Mark.by_stay` has who
gave a vote: whoever sat there at its hour, or was handed the code, as it was known when it was taken. What is entered
since of who came and went changes neither. A ballot cast on the web is nobody else's. Outside a room nobody sits: of a
sheet that was handed to the proxy of an election the mark keeps just that (`FETCHED`), whatever becomes of the proxy.

Somebody at home who was entered as present says that they were not there: whoever was counted for them until then was
nobody (`ABSENT`). It is kept beside what is said of proxies: see `absent.py`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sunward.ballots.casting import channels
from sunward.ballots.casting.seated import HOLDER, NOBODY, STEPPED_ASIDE, Seated, told_of
from sunward.ballots.hours import evening_over, to_the_minute
from sunward.ballots.models import FalseProxy, Mark, RollEntry, Vote

UNKNOWN = -2  # a proxy of whom a vote of an older release kept nothing
ABSENT = -4  # whose place it is was entered as present, and was not there
FETCHED = -3  # in the place of a stay: whoever held the proxy of an election when the sheet was handed to them


@dataclass(frozen=True, slots=True)
class Filled:
    """Somebody came to a place: a proxy by one stay, its `HOLDER`, or `NOBODY` is there any more; and since when (ISO
    8601; empty: from the beginning)."""

    stay: int
    since: str = ""

    def by(self, hour: datetime) -> bool:
        """Whether they were there at an hour, which is written to the minute: within that minute they were."""
        return not self.since or to_the_minute(datetime.fromisoformat(self.since)) <= hour


Fills = tuple[Filled, ...]
History = dict[int, Fills]


def carried_by(seated: Seated) -> History:
    """Who fills the places as a question is put."""
    return {
        place: tuple(Filled(stay, since.isoformat()) for stay, since in stays)
        for place, stays in seated.carried.items()
    }


def as_kept(history: History) -> dict[str, list[list[int | str]]]:
    """As it stands with a vote."""
    return {str(place): [[one.stay, one.since] for one in fills] for place, fills in sorted(history.items())}


def kept(vote: Vote) -> History:
    """The places that a proxy filled; nothing outside a room."""
    if vote.in_room is None:
        return {}
    if vote.by_proxy is None:  # put by a release that asked the list each time, on which nobody stands who was denied
        denied = FalseProxy.objects.filter(vote=vote).values_list("entry_id", "stays")
        gone = {place: (Filled(min(stays, default=UNKNOWN)),) for place, stays in denied}
        return carried_by(told_of(vote.about, vote.opened_at, vote.in_room)) | gone
    return {int(place): tuple(Filled(one[0], one[-1]) for one in fills) for place, fills in vote.by_proxy.items()}


def sitting(vote: Vote, hour: datetime | None = None) -> Mapping[int, int]:
    """Who sits at the places that a proxy filled, now or at an hour that is past: the stay of a proxy, `HOLDER` or
    `NOBODY`."""
    return {place: _at(fills, hour) for place, fills in kept(vote).items()}


def _at(fills: Fills, hour: datetime | None) -> int:
    came = [one.stay for one in fills if hour is None or one.by(hour)]
    return came[-1] if came else fills[0].stay


def takes_sheet(vote: Vote, place: RollEntry, at: datetime, hour: datetime | None) -> int | None:
    """Who takes a sheet for a place now, or took it at an hour that is past; None where no proxy ever filled it. Where
    people outside the room vote as well, whoever sits there by the list of attendance, or else its holder."""
    there = sitting(vote, hour).get(place.pk)
    if vote.in_room is None or vote.room_alone:
        return there
    listed = _listed_at(vote, [place.pk], hour or at).get(place.pk, HOLDER)
    return (there or HOLDER) if listed == NOBODY else listed  # one who was denied since is nobody by the list


def take_sheets(vote: Vote, places: Collection[int], at: datetime) -> Mapping[int, int]:
    """The same of several places, now; those that a proxy ever filled."""
    if vote.in_room is None or vote.room_alone:
        return sitting(vote)
    return _listed_at(vote, places, at)


def _listed_at(vote: Vote, places: Collection[int], at: datetime) -> dict[int, int]:
    """Who sits at some places by the list of attendance, where a proxy is among those who fill them; nobody once the
    evening is over, though nobody entered that they left."""
    there = {} if evening_over(vote.opened_at, at) else told_of(vote.about, at, places).carried
    came = {place: [stay for stay, since in stays if to_the_minute(since) <= at] for place, stays in there.items()}
    return {place: stays[-1] if stays else HOLDER for place, stays in came.items()}


def takes_code(vote: Vote, place: RollEntry, at: datetime) -> int | None:
    """Who is handed a code for a place: whoever would take its sheet, or its holder where nobody sits there."""
    stay = takes_sheet(vote, place, at, None)
    return HOLDER if stay == NOBODY else stay


def has_gone(vote: Vote, place: RollEntry, stay: int | None) -> bool:
    """Whether somebody who was handed a code was a proxy for a place, and it is another's by now, or nobody's. Where
    people outside the room vote too they need not have stayed in it."""
    if stay in {None, HOLDER}:
        return False
    there = sitting(vote).get(place.pk)
    return stay != (_came_last(vote, place.pk) if there is None else there)


def _came_last(vote: Vote, place: int) -> int:
    """Who came last to a place since the question was put, by the list of attendance, whether they left since or not;
    `NOBODY` if they were denied."""
    stays = told_of(vote.about, vote.opened_at, [place]).carried.get(place)
    return stays[-1][0] if stays else HOLDER


def by_own_hand(vote: Vote, place: RollEntry) -> int | None:
    """Whoever votes on the web; None where no proxy ever filled the place."""
    return HOLDER if place.pk in kept(vote) else None


def is_carried(vote: Vote, place: RollEntry) -> bool:
    """Whether a proxy fills a place in a vote: its holder has neither come themselves nor said that they sent none."""
    in_room = place.pk in (vote.in_room or ())
    return in_room and sitting(vote).get(place.pk, HOLDER) not in {HOLDER, NOBODY}


def was_there(vote: Vote, place: RollEntry) -> bool:
    """Whether the holder of a place was in the room for it while the vote ran, be it that a proxy came before or
    after."""
    fills = kept(vote).get(place.pk)
    return place.pk in (vote.in_room or ()) and (fills is None or _held(fills))


def _held(fills: Fills) -> bool:
    """Whether the holder was there themselves."""
    return any(one.stay == HOLDER for one in fills)


def in_the_room(vote: Vote, places: Collection[int], hour: datetime | None = None) -> set[int]:
    """Those of some places of which something can be taken now, or was given at an hour that is past: by whom the vote
    keeps as having sat there, a proxy included who was denied since. Outside a meeting all can."""
    if vote.in_room is None:
        return {*places}
    there = sitting(vote, hour)
    found = {place for place in places if place in vote.in_room or (hour and place in there)}
    return found - emptied(vote, hour) - seats_aside(vote, hour)


def emptied(vote: Vote, hour: datetime | None = None) -> frozenset[int]:
    """The places whose proxy was none, and to which nobody has come since."""
    return frozenset(place for place, stay in sitting(vote, hour).items() if stay == NOBODY)


def stays_aside(vote: Vote, stays: Collection[int]) -> frozenset[int]:
    """Those of some stays whose proxy stepped aside from the question: they answer it for nobody. No query where none
    is a proxy's."""
    proxies = [stay for stay in stays if stay > HOLDER]
    return STEPPED_ASIDE.answer(vote.about).intersection(proxies) if proxies else frozenset()


def seats_aside(vote: Vote, hour: datetime | None = None) -> frozenset[int]:
    """The places at which a proxy sits, now or at an hour that is past, who stepped aside from the question. Nothing is
    taken for them until somebody else comes: their holder, or another proxy."""
    there = sitting(vote, hour)
    aside = stays_aside(vote, there.values())
    return frozenset(place for place, stay in there.items() if stay in aside)


def aside_throughout(vote: Vote) -> frozenset[int]:
    """The places that nobody else has filled since the question was put than proxies who stepped aside from it."""
    history = kept(vote)
    aside = stays_aside(vote, [one.stay for fills in history.values() for one in fills])
    return frozenset(place for place, fills in history.items() if aside.issuperset(one.stay for one in fills))


def changes_hands(vote: Vote, places: Collection[int]) -> bool:
    """Whether one of some places was filled by several, one after the other: whose answer it is hangs on its hour."""
    return not filled_by_several(vote).isdisjoint(places)


def filled_by_several(vote: Vote) -> frozenset[int]:
    """The places that several filled, one after the other."""
    return frozenset(place for place, fills in kept(vote).items() if len(fills) > 1)


def is_of_proxy(vote: Vote, mark: Mark) -> bool:
    """Whether a vote was cast by a proxy that filled its place, and not by whose place it is, or for them by nobody."""
    return stay_of(vote, mark) not in {HOLDER, ABSENT}


def stay_of(vote: Vote, mark: Mark) -> int:
    """By which stay of a proxy a vote was cast; `HOLDER` for all others. Of a vote that kept nothing of it, by the last
    that filled the place."""
    return mark.by_stay if mark.by_stay is not None else _last_of(kept(vote).get(mark.entry_id, ()), mark)


def _last_of(fills: Fills, mark: Mark) -> int:
    way = channels.known(mark.channel)
    return fills[-1].stay if fills and not (way and way.self_cast) else HOLDER


def comes(vote: Vote, place: RollEntry, stay: int, since: str) -> None:
    """Somebody has come to a place, and fills it from now on; what was voted there before stays whose it was."""
    if vote.in_room is None:
        return
    history = written_down(vote, {place.pk: stay})
    fills = history.get(place.pk)
    if fills is None:
        fills = (Filled(HOLDER),)
        Mark.objects.filter(vote=vote, entry=place, by_stay=None).update(by_stay=HOLDER)
    if fills[-1].stay != stay:
        history[place.pk] = (*fills, Filled(stay, since))
        keep(vote, history, [*vote.in_room, place.pk])


def written_down(vote: Vote, coming: Mapping[int, int] = MappingProxyType({})) -> History:
    """The places that a proxy filled; of a vote that kept nothing of it, with who gave what stands there, before those
    who are `coming` to a place, and are on the list of attendance already."""
    history = kept(vote)
    if vote.by_proxy is None:
        history = {
            place: fills[:-1] if len(fills) > 1 and fills[-1].stay == coming.get(place) else fills
            for place, fills in history.items()
        }
        for mark in Mark.objects.filter(vote=vote, entry__in=history, by_stay=None):
            mark.by_stay = _last_of(history[mark.entry_id], mark)
            mark.save(update_fields=["by_stay"])
    return history


def given_anew(vote: Vote, marks: Collection[Mark], hour: datetime | None) -> None:
    """What stood at some places was given once more, by whoever sits there now, or sat there at an hour."""
    there = sitting(vote, hour)
    for mark in marks:
        if (stay := there.get(mark.entry_id, NOBODY)) != NOBODY:
            mark.by_stay = stay
            mark.save(update_fields=["by_stay"])


def by_another(vote: Vote, marks: Collection[Mark]) -> list[Mark]:
    """Those of some votes that somebody else gave than sits there now, and neither has been denied nor stepped aside
    from the question."""
    there, denied = sitting(vote), dict(FalseProxy.objects.filter(vote=vote).values_list("entry_id", "stays"))
    aside = seats_aside(vote)
    now = {place: NOBODY if place in aside or stay in denied.get(place, ()) else stay for place, stay in there.items()}
    return [one for one in marks if now.get(one.entry_id, NOBODY) not in {NOBODY, stay_of(vote, one)}]


def back_in_hand(vote: Vote, marks: Collection[Mark]) -> list[Mark]:
    """Those of some hands that a proxy raised, and whose holders sit there now and may have raised them anew; but for
    those of whom somebody has said that they were false, which stay."""
    noted = frozenset(FalseProxy.objects.filter(vote=vote).values_list("entry_id", flat=True))
    there = sitting(vote)
    return [one for one in by_another(vote, marks) if one.entry_id not in noted and there[one.entry_id] == HOLDER]


def is_denied(vote: Vote, mark: Mark) -> bool:
    """Whether somebody has said that a vote was cast by a proxy whom they had not given."""
    row, stay = FalseProxy.objects.filter(vote=vote, entry=mark.entry_id).first(), stay_of(vote, mark)
    return row is not None and stay not in {ABSENT, HOLDER} and _is_among(stay, row.stays)


def note(vote: Vote, place: RollEntry, stays: Collection[int], on: date) -> None:
    """Keep that some stays at a place were of no proxy of its holder."""
    known = {"noted_on": on, "stays": sorted(stays)}
    row, new = FalseProxy.objects.get_or_create(vote=vote, entry=place, defaults=known)
    if not new and row.stays:
        row.stays = sorted({*row.stays, *stays})
        row.save(update_fields=["stays"])


def vacate(vote: Vote, place: RollEntry, stays: Collection[int], at: datetime) -> None:
    """Whoever fills a place is none of its proxies: nothing more is taken for it from now on, until somebody comes. A
    place at which its holder was themselves stays one of the room: they can have been left out, and what they gave can
    still be entered."""
    if vote.closed_at is not None or vote.in_room is None or place.pk not in vote.in_room:
        return
    history = written_down(vote)
    fills = history.get(place.pk)
    if not fills or fills[-1].stay not in {*stays, UNKNOWN}:
        return
    history[place.pk] = (*fills, Filled(NOBODY, at.isoformat()))
    keep(vote, history, [key for key in vote.in_room if key != place.pk or _held(fills)])


def denied_in(vote: Vote) -> dict[int, Mark | None]:
    """The places whose proxy was none, each with the vote that stands of it; or without, where it only counted as
    there when the question was put."""
    noted = {one.entry_id: one.stays for one in FalseProxy.objects.filter(vote=vote)}
    of_proxies = {place: [one for one in stays if one not in {ABSENT, HOLDER}] for place, stays in noted.items()}
    rows = {place: stays for place, stays in of_proxies.items() if stays or not noted[place]}
    marks = {one.entry_id: one for one in Mark.objects.filter(vote=vote, entry__in=rows, withdrawn_on=None)}
    history, found = kept(vote), dict[int, Mark | None]()
    for place, stays in rows.items():
        mark = marks.get(place)
        if mark is not None and _is_among(stay_of(vote, mark), stays):
            found[place] = mark
        elif vote.in_room is None or place in vote.off_base:
            continue  # nobody counted it as there
        elif vote.by_proxy is None or (place in history and _is_among(history[place][0].stay, stays)):
            found[place] = None
    return found


def _is_among(stay: int, stays: Collection[int]) -> bool:
    """Whether a stay is one of those that were denied; of older rows all proxies are."""
    return stay in stays or stay == UNKNOWN if stays else stay != HOLDER


def keep(vote: Vote, history: History, room: Collection[int]) -> None:
    """Write down who fills the places, and which are of the room."""
    vote.by_proxy, vote.in_room = as_kept(history), sorted({*room})
    vote.save(update_fields=["by_proxy", "in_room"])
