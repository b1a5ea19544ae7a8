"""The room as the recorder sees it: who is on the roll, who is here, whether they are enough."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sunward.ballots import queries as ballots
from sunward.ballots.rules.doors import as_walked
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.refs import Ref, person_number
from sunward.kernel.viewer import Viewer
from sunward.meetings.models import PROXY, AgendaItem, Meeting
from sunward.meetings.session.excluding import barred_from
from sunward.meetings.session.interests import whom_it_concerns
from sunward.meetings.session.recusal import aside_as_proxies, people_aside, proxies_of
from sunward.meetings.session.room import Room
from sunward.meetings.session.voting import may_be_decided
from sunward.meetings.session.waiting import Waiting
from sunward.registry import queries as registry

MOST = 300  # more places than a page can show: looked for by name


@dataclass(frozen=True, slots=True)
class Somebody:
    """A place on the roll, with the name as the reader may see it. `since` is when it was filled, if it is; `by` who
    sits there as a proxy, by name, and `sent` what an office calls them where they have no place of their own."""

    key: int
    name: str
    since: datetime | None
    by: str = ""
    sent: str = ""


@dataclass(frozen=True, slots=True)
class OnRoll:
    """Somebody on the roll, `person:<number>`, with the name as the reader may see it."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class RoomView:
    """Who can be ticked in and out; `more` places are not shown, because there are too many for one page. Whoever sits
    there by a proxy is among both: they may come themselves."""

    here: tuple[Somebody, ...]
    absent: tuple[Somebody, ...]
    more: int
    present: int
    entitled: int
    met: bool  # enough for something that waits; where nothing does, for the session
    waiting: tuple[str, ...]  # the items, by number, that still wait; none where nobody can put what is left
    enough: frozenset[str]  # for which of them enough are here, and people were told as they have to be
    told: bool  # whether they were of any that is to be decided, put by now or not
    adjourns: bool  # whether it can be adjourned as it stands, but for the hour
    findings: tuple[Finding, ...]
    proxies: bool
    online: bool


def called_last(item: Ref) -> frozenset[int]:
    """The places, by key, of those whom a rule lets speak after everybody else, and at which they sit for others: they
    are called last too, for an answer called out is heard by all who come after. Nothing for what is no item."""
    found = AgendaItem.objects.select_related("meeting__roll").filter(number=item.id) if item.type == "item" else None
    row = found.first() if found is not None else None
    room = Room(row.meeting) if row else None
    rule = room.rules_on(row).session.speaks_last if room and row else None
    if room is None or rule is None:
        return frozenset()
    code, day = room.meeting.community_code, room.day
    last = {who for post in rule.posts for who in registry.people_in_post(post, code, day)}
    own = {key for key, place in room.places.items() if place.person in last}
    there = room.meeting.attendance.filter(denied_on=None, person__number__in=[person_number(who) for who in last])
    return frozenset(own.union(there.values_list("entry_id", flat=True)))


def room(number: str, viewer: Viewer, words: str = "") -> RoomView | None:
    """The room now. Its queries do not grow with the roll."""
    meeting = Meeting.objects.select_related("roll").filter(number=number).first()
    if meeting is None:
        return None
    found = Room(meeting)
    waiting, session = Waiting(found), found.rules.session
    count = waiting.count(found.moment)
    barred = [item for item in found.to_decide if breaches(may_be_decided(found, item))]
    told = not barred or len(barred) < len(found.to_decide)
    left = waiting.items if not told or any(item not in barred for item in waiting.items) else []
    people = _people(found, viewer, words)
    shown = people[:MOST]
    return RoomView(
        here=tuple(one for one in shown if one.since),
        absent=tuple(one for one in shown if one.by or not one.since),
        more=len(people) - len(shown),
        present=len(found.present(found.moment)),
        entitled=len(found.places),
        met=count.met,
        waiting=tuple(item.number for item in left),
        enough=frozenset(item.number for item in waiting.enough(found.moment) if item not in barred),
        told=told,
        adjourns=waiting.adjourns(found.moment),
        findings=count.said,
        proxies=session.proxy is not None,
        online=session.online is not None,
    )


def _people(room: Room, viewer: Viewer, words: str) -> list[Somebody]:
    """In the order of the list on paper: whoever ticks goes down both."""
    since = {stay.place: stay.came_at for stay in room.stays if stay.left_at is None}
    names = _names(room, viewer)
    by = _proxies(room, viewer, names) if since else {}
    sent = {key: person_number(who) for key, who in room.proxies.items() if who in room.without_place} if by else {}
    people = [
        (place, Somebody(place.key, place.household if place.by_household else names[place.person],
                         since.get(place.key), by.get(place.key, ""), sent.get(place.key, "")))
        for place in room.places.values()
    ]  # fmt: skip
    listed = sorted(people, key=lambda one: (as_walked(one[0].household), one[1].name))
    return [one for _place, one in listed if words in one.name]


def _proxies(room: Room, viewer: Viewer, names: Mapping[str, str]) -> dict[int, str]:
    """Who sits at which place for somebody else. One query where nobody does."""
    rows = room.meeting.attendance.filter(left_at=None, denied_on=None, how=PROXY).select_related("person")
    there = {row.entry_id: str(row.person) for row in rows}
    others = [who for who in there.values() if who not in names]
    known = registry.names_of(others, viewer.person, room.meeting.community_code) if others else {}
    return {place: names.get(who) or known[who] for place, who in there.items()}


def _names(room: Room, viewer: Viewer) -> dict[str, str]:
    """The names of the people on the roll. Petitioners who let people in read them as on the roll itself."""
    people = {place.key: place.person for place in room.places.values() if not place.by_household}
    if not people or room.meeting.roll is None:
        return {}
    names = registry.names_of(people.values(), viewer.person, room.meeting.community_code)
    seen = viewer.posts or viewer.person is None
    listed = () if seen else ballots.roll_places(room.meeting.roll.number, viewer, limit=None)
    return names | {people[one.key]: one.name for one in listed if one.key in people}


def on_the_roll(number: str, viewer: Viewer) -> list[OnRoll]:
    """Who stands on the roll by their own place, by name: one of them may have come for another."""
    meeting = Meeting.objects.select_related("roll").filter(number=number).first()
    names = _names(Room(meeting), viewer) if meeting else {}
    return sorted((OnRoll(person, name) for person, name in names.items()), key=lambda one: one.name)[:MOST]


def sent_without_a_place(item: str, viewer: Viewer) -> list[Somebody]:
    """The places at which somebody sits who has none of their own, for whoever enters that such a proxy steps aside."""
    row = AgendaItem.objects.select_related("meeting__roll").filter(number=item).first()
    room = Room(row.meeting) if row else None
    return [one for one in _people(room, viewer, "") if one.sent] if room and room.without_place else []


@dataclass(frozen=True, slots=True)
class ProxyOut:
    """A proxy who stepped aside, by whose place they fill, or had filled when they left; `key` is what they are called
    where it is taken back."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class StepsAside:
    """Who is excluded from an item, for the recorder, who can take it back, and whose proxy is; and who is named by it,
    or has declared what it names, for the recorder to ask. Only their names: never whom they are related to."""

    kept_out: tuple[Somebody, ...] = ()
    by_proxies: tuple[ProxyOut, ...] = ()
    suggested: tuple[Somebody, ...] = ()


def stepping_aside(number: str, viewer: Viewer) -> dict[str, StepsAside]:
    """Of each item of a meeting, by its number. The roll and its names are read once for all of them."""
    items = list(AgendaItem.objects.filter(meeting__number=number).select_related("meeting__roll").order_by("place"))
    if not items:
        return {}
    room = Room(items[0].meeting)
    out = {item.number: barred_from(item) for item in items}
    asked = {item.number: whom_it_concerns(room, item, out[item.number]) for item in items}
    sent = proxies_of(room.meeting)
    sat = {item.number: _proxies_aside(room, item, sent, out[item.number]) if sent else [] for item in items}
    places = (place for seats in sat.values() for place, _proxy in seats)
    wanted = frozenset[int](places).union(*out.values(), *asked.values())
    people = {one.key: one for one in _people(room, viewer, "") if one.key in wanted} if wanted else {}
    return {
        key: StepsAside(
            _those(people, out[key]),
            tuple(ProxyOut(person_number(who), people[place].name) for place, who in sat[key] if place in people),
            _to_ask(room, people, asked[key]),
        )
        for key in out
    }


def _proxies_aside(
    room: Room, item: AgendaItem, sent: Collection[tuple[int, str]], out: Collection[int]
) -> list[tuple[int, str]]:
    """At which place who sits that stepped aside, unless its own has as well; of those without a place of their own
    also where it has, and where they last sat: nowhere else could it be taken back."""
    aside, without_place = people_aside(item), set(aside_as_proxies(item).values_list("proxy", flat=True))
    now = [
        (place, who)
        for place, who in room.proxies.items()
        if who in aside and (who in without_place or place not in out)
    ]
    left = without_place - set(room.proxies.values())
    return [*now, *((place, who) for who, place in {who: place for place, who in sent}.items() if who in left)]


def _those(people: Mapping[int, Somebody], keys: Collection[int]) -> tuple[Somebody, ...]:
    return tuple(one for key, one in people.items() if key in keys)


def _to_ask(room: Room, people: Mapping[int, Somebody], whom: Mapping[int, frozenset[str]]) -> tuple[Somebody, ...]:
    """By whose place it is; where it is about who sits there for them, that one, once and by their own name."""
    own = {key: whom[key] - {room.proxies.get(key, "")} for key in whom}
    themselves = frozenset[str]().union(*own.values())
    sit = {room.proxies[key]: key for key in whom if room.proxies.get(key) in whom[key] - themselves}
    sent = (replace(people[key], name=people[key].by) for key in sit.values() if key in people)
    return (*_those(people, [key for key in own if own[key]]), *sent)
