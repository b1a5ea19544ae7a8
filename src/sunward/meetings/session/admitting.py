"""Who may fill a place on the roll: the person it belongs to, or whom the charter lets stand in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sunward.ballots.queries import RollPlace
from sunward.charter.engine import Session
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

NO_PROXY = Text(
    "规则册没有写明可以由别人代理出席：这里不授予，不计入到会。",
    "Not granted here: the rule book knows no proxies. The place does not count as filled.",
)
NOT_WRITTEN = Text("代理要有书面委托，请附照片。", "A proxy needs a written authorisation; add its photograph.")
NOT_CLOSE = Text("规则册不允许这个人代理。", "The rule book does not let this person stand in.")
NOT_KIN = Text(
    "代理的是登记在册的近亲属，或者书面委托上写明是哪种近亲属；住在同一户不算。",
    "The proxy is a registered close relative, or the signed paper says which; to live behind one door is not enough.",
)
ON_PAPER = Text(
    "注意：代理人和本人是近亲属，只是书面委托上写的，登记簿里没有。",
    "Alert: that the proxy is kin stands on the paper alone, not in the register.",
)
NOT_OF_AGE = Text(
    "代理的人还没有成年：登记簿里有出生日期。", "Whoever stands in is under age, by the day of birth in the register."
)
KEEPER = Text(
    "注意：登记到会的人自己作代理人，有 {number} 个位置。",
    "Alert: whoever keeps the list stands in by proxy themselves: {number}.",
)
TOO_MANY = Text("一个人代理得太多。", "One person stands in for too many.")
NO_ONLINE = Text(
    "规则册没有写明可以在线出席：这里不授予。", "Not granted here: no rule lets people attend from outside the room."
)  # fmt: skip
TWICE = Text("一个人只能占一个位置；这一处不计入到会。", "Nobody fills two places; this one does not count as filled.")
ELSEWHERE = Text(
    "这个人在名册截止日不是这一户的成年人。",
    "On the record date this person did not live in that household, or was not of age.",
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who came for a place. `own_places` and `proxies` are how many this person fills in the room; `home` is
    the household in which they lived, of age, on the record date; `said_kin` what a signed paper says they are."""

    place: RollPlace
    person: str
    how: str
    written: bool
    own_places: int
    proxies: int
    day: date
    community: str
    home: int | None = None
    said_kin: str = ""

    @property
    def stands_in(self) -> bool:
        """For somebody else, whatever it was called at the door."""
        return not self.place.by_household and self.person != self.place.person

    @property
    def is_under_age(self) -> bool:
        """Known to be: the article on members' proxies wants full capacity (rural collective organisations, 27), and
        nobody who may not vote votes for others. It asks nothing of somebody whose day of birth is unknown."""
        return registry.is_under_age(self.person, self.community, self.day)

    @property
    def kin_on_paper(self) -> bool:
        """Whether a signed paper says that they are kin, and the register does not know it."""
        said = self.stands_in and self.written and self.said_kin in registry.CLOSE_KIN
        return said and not self.kin_by_register

    @property
    def kin_by_register(self) -> bool:
        """Whether the register knows them as close kin."""
        return registry.related(self.person, self.place.person, among=registry.CLOSE_KIN)


def objections_to(arrival: Arrival, session: Session, members: frozenset[str]) -> Iterator[Finding]:
    """Every rule against this arrival; nothing when the place is filled."""
    if arrival.how == "online" and session.online is None:
        yield Finding("online", False, NO_ONLINE)
    if arrival.stands_in:
        yield from _proxy(arrival, session, members)
    elif arrival.own_places:
        yield Finding("one_person_one_place", False, TWICE, required="1", actual=str(arrival.own_places + 1))
    if arrival.place.by_household and arrival.home != arrival.place.door:
        yield Finding("household", False, ELSEWHERE)


def _proxy(arrival: Arrival, session: Session, members: frozenset[str]) -> Iterator[Finding]:
    rule = session.proxy
    if rule is None:
        yield Finding("proxy", False, NO_PROXY)
        return
    if arrival.is_under_age:
        yield Finding("proxy_of_age", False, NOT_OF_AGE, rule.source)
    if rule.written and not arrival.written:
        yield Finding("proxy_written", False, NOT_WRITTEN, rule.source)
    if not _may_stand_in(rule.who, arrival, members):
        text = NOT_KIN if rule.who == "close_relative" else NOT_CLOSE
        yield Finding("proxy_who", False, text, rule.source, required=rule.who)
    if rule.at_most is not None and arrival.proxies >= rule.at_most:
        most, actual = str(rule.at_most), str(arrival.proxies + 1)
        yield Finding("proxy_at_most", False, TOO_MANY, rule.source, required=most, actual=actual)


def _may_stand_in(who: str, arrival: Arrival, members: frozenset[str]) -> bool:
    if who == "anyone":
        return True
    if who == "member":
        return arrival.person in members
    if who == "close_relative":  # a door with many beds makes nobody kin
        return arrival.kin_on_paper or arrival.kin_by_register
    home = households_of(arrival.place.person, arrival.day)
    return bool(home & households_of(arrival.person, arrival.day))


def households_of(person: str, on: date) -> frozenset[str]:
    """Where somebody lives on a day."""
    stays = registry.residence_of(person)
    return frozenset(stay.household for stay in stays if stay.covers(on))
