"""What somebody may do by the list of powers, sorted as people look for it: by what it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sunward.charter import queries as charter
from sunward.charter.engine import Power
from sunward.charter.wording import said
from sunward.kernel import clock
from sunward.kernel.text import Text
from sunward.record import queries as record
from sunward.registry.queries import PostHeld

# By the context of the act, in the order in which residents ask.
AREAS: Mapping[str, Text] = {
    "money": Text("钱款", "Money"),
    "decisions": Text("事项和决定", "Matters and decisions"),
    "meetings": Text("会议和听证", "Meetings and hearings"),
    "ballots": Text("名册、联名和表决", "Rolls, petitions and votes"),
    "elections": Text("选举、罢免和移交", "Elections, recall and handover"),
    "disclosure": Text("公开和异议", "Publishing and objections"),
    "charter": Text("规则", "The rules"),
    "registry": Text("人员、户和岗位", "People, households and posts"),
    "duties": Text("例行职责", "Regular duties"),
}
OTHER = Text("其他", "Other")


@dataclass(slots=True)
class Held:
    """One power of somebody, once, with the posts that carry it; `used` is how often in the last year."""

    name: Text
    source: str
    limit: Decimal | None
    posts: list[Text] = field(default_factory=list)
    used: int = 0


@dataclass(slots=True)
class Area:
    """The powers about one thing; the one used most stands first."""

    name: Text
    powers: list[Held] = field(default_factory=list)

    @property
    def used(self) -> int:
        return sum(power.used for power in self.powers)


def powers_held(code: str, person: str, posts: Iterable[PostHeld]) -> list[Area]:
    """What the posts of a person carry, up to which limit, and how often each was used in a year."""
    found: dict[str, tuple[Power, Held]] = {}
    for post, title in {held.post: held.title for held in posts}.items():
        used = record.uses_of(code, person, post)
        for power in charter.powers_of(code, post, clock.today()):
            new = Held(said(power.name), power.source, power.limit.amount_up_to)
            _power, held = found.setdefault(power.key, (power, new))
            held.posts.append(title)
            held.used += used.get(power.key, 0)
    return _by_area(found.values())


def _by_area(found: Iterable[tuple[Power, Held]]) -> list[Area]:
    areas = {key: Area(name) for key, name in AREAS.items()}
    for power, held in found:
        context = power.act.partition(".")[0]
        areas.setdefault(context if context in AREAS else "", Area(OTHER)).powers.append(held)
    for area in areas.values():
        area.powers.sort(key=lambda held: -held.used)  # stable: those never used stay in the order of the list
    return [area for area in areas.values() if area.powers]
