"""The power list (小微权力清单): which post may do what, up to which limit, with what, by when, published how."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sunward.charter.engine.amounts import Duration, read_duration, read_yuan
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.rule_reading import provenance
from sunward.charter.engine.rules import Sourced
from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import CAPACITIES

RISKS = ("low", "medium", "high")
AUDIENCES = ("everyone", "residents", "members", "project_households", "party_members", "person")
# Whom something shown to these readers reaches besides them. Members of the collective and of the party may live
# elsewhere: what residents are shown does not reach them all.
_ONE = frozenset({"person"})
REACHES: Mapping[str, frozenset[str]] = {
    "everyone": frozenset({"residents", "members", "project_households", "party_members"}) | _ONE,
    "residents": frozenset({"project_households"}) | _ONE,
    "members": _ONE, "party_members": _ONE, "project_households": _ONE, "person": frozenset(),
}  # fmt: skip
TOGETHER_BY = ("payee", "site", "category")
FEWEST = 2  # dimensions of a rolling sum: payments belong together that agree in two of them, see money.rules.rolling
SOURCED = ("source", "unconfirmed", "allowed_by")


@dataclass(frozen=True, slots=True)
class Rolling:
    """Amounts are added up over `days` civil days by these dimensions before a limit is tested."""

    by: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Limit:
    """How far a power reaches, in yuan; None is no limit."""

    amount_up_to: Decimal | None = None
    rolling: Rolling | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be there first: papers, earlier acts, signatures in this order."""

    documents: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """How the use of a power becomes known."""

    within: Duration | None
    stays_up: Duration | None
    audience: str


@dataclass(frozen=True, slots=True)
class IfNot:
    """What follows when it is not done: how it shows, and where it goes."""

    shown_as: str
    goes_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Power(Sourced):
    """One entry of the power list; `at_desk` are the posts that may enter it for somebody who comes to the desk."""

    key: str
    name: Text
    act: str
    held_by: tuple[str, ...]
    risk: str
    at_desk: tuple[str, ...] = ()
    limit: Limit = Limit()
    needs: Needs = Needs()
    within: Duration | None = None
    published: Published | None = None
    if_not: IfNot | None = None

    @property
    def held_by_office(self) -> bool:
        return any(holder not in CAPACITIES for holder in self.held_by)


def read_rolling(node: Node | None) -> Rolling | None:
    if node is None:
        return None
    by = node.need("by")
    named = tuple(entry.one_of(TOGETHER_BY) for entry in by.entries())
    if len(set(named)) < FEWEST:
        raise by.wrong(f"at least {FEWEST} are needed; accepted: {', '.join(TOGETHER_BY)}")
    return Rolling(named, node.need("days").integer())


def read_if_not(node: Node | None) -> IfNot | None:
    if node is None:
        return None
    node.only(("shown_as", "goes_to"))
    return IfNot(node.need("shown_as").string(), node.need("goes_to").string())


def _limit(node: Node | None) -> Limit:
    if node is None:
        return Limit()
    node.only(("amount_up_to", "rolling"))
    return Limit(read_yuan(node.find("amount_up_to")), read_rolling(node.find("rolling")))


def _needs(node: Node | None) -> Needs:
    if node is None:
        return Needs()
    node.only(("documents", "after", "signatures"))
    return Needs(
        node.optional_strings("documents"),
        node.optional_strings("after"),
        node.optional_strings("signatures"),
    )


def _published(node: Node | None) -> Published | None:
    if node is None:
        return None
    node.only(("within", "stays_up", "audience"))
    audience = node.find("audience")
    return Published(
        read_duration(node.find("within")),
        read_duration(node.find("stays_up")),
        audience.one_of(AUDIENCES) if audience else "everyone",
    )


def read_power(key: str, node: Node, unconfirmed: bool) -> Power:
    node.only(
        (
            *("name", "act", "held_by", "at_desk", "risk", "limit", "needs", "within", "published", "if_not"),
            *SOURCED,
        )
    )
    return Power(
        key=key,
        name=node.need("name").text(),
        act=node.need("act").string(),
        held_by=node.need("held_by").strings(),
        risk=node.need("risk").one_of(RISKS),
        at_desk=node.optional_strings("at_desk"),
        limit=_limit(node.find("limit")),
        needs=_needs(node.find("needs")),
        within=read_duration(node.find("within")),
        published=_published(node.find("published")),
        if_not=read_if_not(node.find("if_not")),
        **provenance(node, unconfirmed),
    )
