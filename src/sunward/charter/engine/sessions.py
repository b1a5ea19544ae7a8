"""How a body meets: who is on its roll, how they are told, who may stand in, and how its sessions are run.

`bodies.yaml` says when a decision counts; `sessions.yaml` says how the people come to it. What a rule book is silent
about is not granted: no proxy, no online vote, no second call, no shrinking of the base.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sunward.charter.engine.amounts import Duration, read_duration
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.rule_reading import Inherited, provenance, read_requirements, read_share
from sunward.charter.engine.rules import Sourced
from sunward.charter.engine.thresholds import Requirement, Share
from sunward.charter.engine.vocabulary import HEADS

SOURCED = ("source", "unconfirmed", "allowed_by")
PROXIES = ("same_household", "close_relative", "member")
STAND_INS = (*PROXIES, "anyone")  # at a session; in an election a law has to say who
ABSENCES = ("unreachable", "incapacitated")
SILENCE_ENDED_BY = ("petitioners", "supervision_committee", "street_office")
EASING = ("proxy", "second_call", "on_petition", "leaves_base", "online")
SIGNERS = ("chair", "recorder", "supervisor")

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Members(Sourced):
    """Who is on the roll: a counting class, made up of the holders of `posts` where the class is a body's."""

    of: str
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels(Sourced):
    """Through how many channels, each with its proof, a notice must go."""

    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy(Sourced):
    """Who may stand in for somebody on the roll, for how many at most (None: the law sets no limit), and whether in
    writing."""

    who: str
    at_most: int | None
    written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondCall(Sourced):
    """What happens when too few come: a second session, its days, and the attendance it needs (empty: the same)."""

    after: Duration
    within: Duration
    quorum: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPetition(Sourced):
    """What follows when enough people ask for a session: how long after it was due or called it is held at the latest,
    and who calls it when those who should are silent. Petitioners are whoever opened it or signed it."""

    held_within: Duration
    if_silent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeaksLast(Sourced):
    """The posts whose holders speak after everybody else."""

    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsAside(Sourced):
    """Whoever has an interest steps aside; only where the source says so do they also leave the base of the count."""

    leaves_base: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavesBase(Sourced):
    """For which kinds of absence somebody may be left out of the base, with a reason and evidence of the attempts."""

    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Online(Sourced):
    """What may be done from outside the room: attend, and vote."""

    votes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret(Sourced):
    """The matters on which the vote is secret."""

    matters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBack(Sourced):
    """How many of those who voted are asked, before a result is certified, whether they did."""

    share: Share
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesRule(Sourced):
    """By when the minutes are signed, and by whom; `open_for` is how long after the draft those who were there can ask
    for corrections before anybody signs; it ends on no day off."""

    within: Duration
    signed_by: tuple[str, ...]
    open_for: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The rules of one body's sessions; None is: the rule book is silent, so it is not granted."""

    key: str
    members: Members | None = None
    channels: Channels | None = None
    proxy: Proxy | None = None
    second_call: SecondCall | None = None
    on_petition: OnPetition | None = None
    speaks_last: SpeaksLast | None = None
    steps_aside: StepsAside | None = None
    leaves_base: LeavesBase | None = None
    online: Online | None = None
    secret: Secret | None = None
    asked_back: AskedBack | None = None
    minutes: MinutesRule | None = None

    def granted(self) -> "Session":
        """The session without what eases it by a rule that nobody has read yet: what is not known is not granted."""
        unread: dict[str, Any] = {name: None for name in EASING if (rule := getattr(self, name)) and rule.unconfirmed}
        return replace(self, **unread) if unread else self


def read_session(key: str, node: Node, unconfirmed: bool) -> Session:
    node.only(tuple(_READERS))
    return Session(key=key, **{name: _maybe(read, node.find(name), unconfirmed) for name, read in _READERS.items()})


def lay_session(under: Session | None, over: Session) -> Session:
    """The rules of `over`, and those of `under` on which it is silent."""
    if under is None:
        return over
    return replace(under, **{name: rule for name in _READERS if (rule := getattr(over, name)) is not None})


def _maybe(read: Callable[[Node, bool], _Read], node: Node | None, unconfirmed: bool) -> _Read | None:
    return read(node, unconfirmed) if node else None


def _members(node: Node, unconfirmed: bool) -> Members:
    node.only(("of", "posts", *SOURCED))
    of = node.need("of").one_of(HEADS)
    return Members(of=of, posts=node.optional_strings("posts"), **provenance(node, unconfirmed))


def _channels(node: Node, unconfirmed: bool) -> Channels:
    node.only(("at_least", *SOURCED))
    return Channels(at_least=node.need("at_least").integer(), **provenance(node, unconfirmed))


def _proxy(node: Node, unconfirmed: bool) -> Proxy:
    node.only(("who", "at_most", "written", *SOURCED))
    at_most = node.find("at_most")
    return Proxy(
        who=node.need("who").one_of(STAND_INS),
        at_most=at_most.integer() if at_most else None,
        written=node.flag("written", default=True),
        **provenance(node, unconfirmed),
    )


def _second_call(node: Node, unconfirmed: bool) -> SecondCall:
    node.only(("after", "within", "quorum", *SOURCED))
    inner = Inherited(unconfirmed=unconfirmed).of(node)
    return SecondCall(
        after=read_duration(node.need("after")) or Duration(0),
        within=read_duration(node.need("within")) or Duration(0),
        quorum=read_requirements(node.find("quorum"), "present", "entitled", inner),
        **inner.provenance(),
    )


def read_on_petition(node: Node, unconfirmed: bool) -> OnPetition:
    node.only(("held_within", "if_silent", *SOURCED))
    return OnPetition(
        held_within=read_duration(node.need("held_within")) or Duration(0),
        if_silent=tuple(entry.one_of(SILENCE_ENDED_BY) for entry in node.need("if_silent").entries()),
        **provenance(node, unconfirmed),
    )


def _speaks_last(node: Node, unconfirmed: bool) -> SpeaksLast:
    node.only(("posts", *SOURCED))
    return SpeaksLast(posts=node.need("posts").strings(), **provenance(node, unconfirmed))


def _steps_aside(node: Node, unconfirmed: bool) -> StepsAside:
    node.only(("leaves_base", *SOURCED))
    return StepsAside(leaves_base=node.flag("leaves_base"), **provenance(node, unconfirmed))


def _leaves_base(node: Node, unconfirmed: bool) -> LeavesBase:
    node.only(("reasons", *SOURCED))
    reasons = tuple(entry.one_of(ABSENCES) for entry in node.need("reasons").entries())
    return LeavesBase(reasons=reasons, **provenance(node, unconfirmed))


def _online(node: Node, unconfirmed: bool) -> Online:
    node.only(("votes", *SOURCED))
    return Online(votes=node.flag("votes"), **provenance(node, unconfirmed))


def _secret(node: Node, unconfirmed: bool) -> Secret:
    node.only(("matters", *SOURCED))
    return Secret(matters=node.need("matters").strings(), **provenance(node, unconfirmed))


def _asked_back(node: Node, unconfirmed: bool) -> AskedBack:
    node.only(("share", "at_least", *SOURCED))
    share = read_share(Node({"at_least": node.need("share").value}, node.where))
    return AskedBack(share=share, at_least=node.need("at_least").integer(), **provenance(node, unconfirmed))


def _minutes(node: Node, unconfirmed: bool) -> MinutesRule:
    node.only(("within", "signed_by", "open_for", *SOURCED))
    open_for = node.find("open_for")
    return MinutesRule(
        within=read_duration(node.need("within")) or Duration(0),
        signed_by=tuple(entry.one_of(SIGNERS) for entry in node.need("signed_by").entries()),
        open_for=read_duration(open_for) if open_for else None,
        **provenance(node, unconfirmed),
    )


_READERS: dict[str, Callable[[Node, bool], Any]] = {
    "members": _members,
    "channels": _channels,
    "proxy": _proxy,
    "second_call": _second_call,
    "on_petition": read_on_petition,
    "speaks_last": _speaks_last,
    "steps_aside": _steps_aside,
    "leaves_base": _leaves_base,
    "online": _online,
    "secret": _secret,
    "asked_back": _asked_back,
    "minutes": _minutes,
}
