"""Votes from outside the room: only where a rule permits them, and never on who holds an office."""

from collections.abc import Collection, Iterator
from datetime import date

from sunward.ballots import queries as ballots
from sunward.ballots.acts import OF_PEOPLE
from sunward.charter import queries as charter
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.interests import people_put
from sunward.meetings.session.opened import kind_of
from sunward.meetings.session.room import Room

ONLINE = Text("规则册写明可以网上表决。", "A rule permits the vote on the web.")
NOT_ONLINE = Text("规则册没有写明可以网上表决：这里不授予。", "Not granted here: no rule permits it on the web.")
NEVER = Text(
    "选举、推选和罢免不在网上表决，不论用什么方式。",
    "Who is elected, chosen or recalled is never voted on by the web, whatever the method.",
)
WITHOUT_A_PHONE = Text(
    "网上之外还要开放纸质票或者服务台终端：不在会场又没有手机的人也要能投票。",
    "Beside the web there is paper or the desk terminal: whoever is not in the room and has no phone votes as well.",
)
BESIDE = frozenset({"paper", "terminal"})  # hands and voices are those of the room alone


def permitted(room: Room, item: AgendaItem) -> str:
    """The rule that permits a vote of this body on an item on the web; empty where none does. An open case keeps its
    own."""
    rule = room.rules_on(item).session.online
    return rule.source if rule and rule.votes else ""


def by_web(room: Room, item: AgendaItem, channels: Collection[str]) -> Iterator[Finding]:
    """What the rules say to a vote on this item on the web, by these channels."""
    source = permitted(room, item)
    yield Finding("without_a_phone", not BESIDE.isdisjoint(channels), WITHOUT_A_PHONE, actual=", ".join(channels))
    yield Finding("online", bool(source), ONLINE if source else NOT_ONLINE, source)
    if chooses_people(room, item):
        yield Finding("never_online", False, NEVER, actual=", ".join(sorted(_kinds(item))) or item.about_type)


def puts_up_for_office(item: AgendaItem, on: date) -> bool:
    """Whether those whom the item puts up stand for an office or a committee; not who asks for something of their own,
    such as the vote."""
    known = charter.charter_of(item.community_code, on).matters
    return item.about_type == "election" or any(known[kind].chooses_people for kind in _kinds(item) if kind in known)


def chooses_people(room: Room, item: AgendaItem) -> bool:
    """Whether somebody is elected or recalled by it: by what it is about, by the rule book's word on its kind, or by
    the people whom it puts to the vote; but for those who ask for the vote themselves."""
    if item.about_type in OF_PEOPLE:
        return True
    if item.about_type == "petition":
        asked = ballots.petition_signed(item.community_code, item.about_id)
        if asked and asked.purpose == "recall":
            return True
    known = charter.charter_of(item.community_code, room.day).matters
    if any(known[kind].chooses_people for kind in _kinds(item) if kind in known):
        return True
    return charter.CONSENT not in _kinds(item) and bool(people_put(item.concerns))


def _kinds(item: AgendaItem) -> frozenset[str]:
    """The kind that the item says it is of, and that of the matter it belongs to: whichever it leaves out."""
    return frozenset(kind for kind in (item.matter_kind, kind_of(item.about)) if kind)
