"""Who on the roll has an interest in an item that they have declared, or is named in it."""

from datetime import date

from sunward.ballots import queries as ballots
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.excluding import barred_from
from sunward.meetings.session.meant import Meant
from sunward.meetings.session.recusal import interested_by_word, people_aside
from sunward.meetings.session.room import Room
from sunward.registry import queries as registry

VOTE_ON_IT = Text(
    "注意：有人被这件事点名，或者申报过与它有关的亲属、利益，没有登记回避，可以表决。",
    "Alert: somebody whom this item names, or who declared a relative or an interest that it names, has not stepped "
    "aside and can vote.",
)


def people_put(concerns: str) -> tuple[str, ...]:
    """The people whom an item itself puts to the vote, by their references: they are what it decides, and not for that
    reason somebody with an interest in it."""
    return tuple(one for one in listed(concerns) if one.startswith("person:"))


def people_of_item(about: Ref) -> frozenset[str]:
    """Whom an agenda item itself puts to the vote: they neither count it nor settle its result."""
    item = AgendaItem.objects.filter(number=about.id).values_list("concerns", flat=True).first()
    return frozenset(people_put(item or ""))


def concerned(room: Room, item: AgendaItem) -> frozenset[int]:
    """The places of those whom the item concerns, and those at which one of them sits for somebody else."""
    return frozenset(whom_it_concerns(room, item))


def whom_it_concerns(
    room: Room, item: AgendaItem, aside: frozenset[int] | None = None
) -> dict[int, frozenset[str]]:  # fmt: skip
    """Whom the item names, or whose declared relatives and interests it names, by the place, of a household too, that
    they may fill or at which they sit for somebody else; as far as they have not stepped aside (who has, is asked for
    where it is not given). Names are compared whole; two people may share one, so it is for somebody to ask."""
    names = frozenset(listed(item.concerns))
    if not names:
        return {}
    fills = {key: own | _sits(room, key) for key, own in room.people.items()}
    everybody = frozenset[str]().union(*fills.values())
    aside_as_proxies = people_aside(item) if room.proxies else frozenset[str]()
    people = (_declared(room, item) | registry.bearing(names, everybody)) - aside_as_proxies
    out = barred_from(item) if aside is None else aside
    return {key: own & people for key, own in fills.items() if own & people and key not in out}


def touched_by(about: Ref, people: frozenset[str], on: date) -> frozenset[str]:
    """Who of some people an item names, which of them have declared a relative or an interest that it names, or have
    stepped aside from it: that is their own word of an interest, whatever anybody wrote into the item."""
    item = AgendaItem.objects.filter(number=about.id).select_related("meeting").first()
    if item is None:
        return frozenset()
    names, aside = frozenset(listed(item.concerns)), interested_by_word(item)
    named = registry.bearing(names, people) if names else frozenset[str]()
    return ((_declared_on(item, on) | aside) & people) | named


def declared(room: Room, item: AgendaItem, whom: Meant) -> bool:
    """Whether they have themselves declared a relative or an interest that the item names; of a place whoever may fill
    it. That it names them is not enough: whoever words an item could name opponents in it."""
    return bool(whom.who_may_declare(room) & _declared(room, item))


def borne_out(room: Room, item: AgendaItem) -> frozenset[int]:
    """The places of those who have declared so."""
    found = _declared(room, item)
    return frozenset(key for key in room.people if Meant(key).who_may_declare(room) & found) if found else frozenset()


def _sits(room: Room, place: int) -> frozenset[str]:
    """Who came for a household, or sits there for somebody else."""
    return frozenset({room.delegates.get(place, ""), room.proxies.get(place, "")} - {""})


def _declared(room: Room, item: AgendaItem) -> frozenset[str]:
    return _declared_on(item, room.day)


def _declared_on(item: AgendaItem, day: date) -> frozenset[str]:
    code, names = item.meeting.community_code, listed(item.concerns)
    return frozenset(one for name in names for one in registry.declared_kin_of_officers(code, day, name))


def alert_on_interests(room: Room, item: AgendaItem) -> list[Finding]:
    """A mark on the vote, never a bar: a name may be somebody else's. How many, not who."""
    found, rule = concerned(room, item), room.rules_on(item).session.steps_aside
    source = rule.source if rule else ""
    return [Finding("interested_vote", False, VOTE_ON_IT, source, actual=str(len(found)))] if found else []


def alert_on_whoever_puts(item: AgendaItem, person: str, on: date) -> list[Finding]:
    """The same of whoever puts the question, whether or not they have a vote in it."""
    return list(ballots.said_of_interested(touched_by(item.ref, frozenset({person}), on)))
