"""How a body is elected and recalled: who votes, who runs it, lists and days, the ballot, the thresholds, the handover.

Rule by rule, as in `sessions.yaml`: what a rule book is silent about is not granted. No proxy without a proxy rule, no
run-off without a run-off rule, and no election at all where nobody says who votes and by how many one is elected.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sunward.charter.engine.amounts import Duration, read_duration
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.rule_reading import provenance, read_share
from sunward.charter.engine.rules import Sourced
from sunward.charter.engine.sessions import PROXIES
from sunward.charter.engine.thresholds import Share
from sunward.charter.engine.vocabulary import HEADS

SOURCED = ("source", "unconfirmed", "allowed_by")
SHARE = ("at_least", "more_than")
BALLOT_CHANNELS = ("paper", "terminal")  # a secret ballot by one's own hand; never hands, a roll call or the web
THINGS = ("seal", "books", "bank_access", "archives", "assets", "debts")
PETITIONERS = "petitioners"
# Without one of these rules nothing is done: who votes, who runs it, who stands, by which ballot, by how many one is
# elected, whether there is a run-off, a proxy, a recall, who keeps a vacant post. An unread one grants nothing: it is
# as if it were not there.
GRANTING = ("voters", "committee", "candidates", "ballot", "elected", "run_off", "proxy", "recall", "vacancy")
# Without one of these rules there is no limit: on how long the roll hangs, who may stand, how many must vote, when the
# result is said, what a leaver owes. An unread one is held to. Of the handover only `interim` grants: who receives.
HOLDING = ("voter_list", "barred", "turnout", "result", "handover")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voters(Sourced):
    """Who votes: a counting class, and the body whose roll it is."""

    of: str
    roll: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionCommittee(Sourced):
    """Who runs it: at least so many people, chosen by one of these bodies. A candidate leaves it."""

    at_least: int
    made_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoterList(Sourced):
    """How long before the voting day the roll is posted; days to object, and to answer an objection."""

    posted_before: Duration
    objection: Duration
    answer: Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates(Sourced):
    """How many voters nominate somebody, whether there must be more candidates than seats, and how long before the
    voting day they are posted (none: any day before)."""

    nominated_by: int
    more_than_seats: bool
    posted_before: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred(Sourced):
    """Whose holders (`body.key`, or `body.*`) cannot stand, and whose holders' close relatives cannot."""

    holders_of: tuple[str, ...] = ()
    kin_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotRule(Sourced):
    """The secret ballot: by which channels, and whether a booth must stand there."""

    channels: tuple[str, ...]
    booth: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Sourced):
    """A share that must be reached: of the registered voters (turnout), or of the votes cast."""

    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingProxy(Sourced):
    """Who may vote for somebody who is away, for how many at most (none: no limit), and whether
    in writing."""

    who: str
    written: bool
    at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheSpot(Sourced):
    """The result is declared on the day of the count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRule(Sourced):
    """What a leaver hands over, within how many days; `by` the posts that hold these things, `interim` who receives
    them while nobody holds the post."""

    within: Duration
    things: tuple[str, ...]
    by: tuple[str, ...]
    interim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy(Sourced):
    """Whose holders may keep these posts, without having been elected to them, until somebody has been."""

    posts: tuple[str, ...]
    kept_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallRule(Sourced):
    """A demand that has enough signatures is put to the vote, within these days if the rule says so. `called_by` may
    call it at once, `if_silent` when the days have passed; `defence` is the time for an answer to it."""

    called_by: tuple[str, ...]
    turnout: Share
    passed: Share
    within: Duration | None = None
    if_silent: tuple[str, ...] = ()
    defence: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionRules:
    """The rules of one body's elections; None is: the rule books are silent."""

    key: str
    voters: Voters | None = None
    committee: ElectionCommittee | None = None
    voter_list: VoterList | None = None
    candidates: Candidates | None = None
    barred: Barred | None = None
    ballot: BallotRule | None = None
    turnout: Part | None = None
    elected: Part | None = None
    run_off: Part | None = None
    proxy: VotingProxy | None = None
    result: OnTheSpot | None = None
    handover: HandoverRule | None = None
    recall: RecallRule | None = None
    vacancy: Vacancy | None = None

    def granted(self) -> "ElectionRules":
        """The rules without what one grants that nobody has read yet. What an unread rule restricts is held to: an
        election without it would be easier than the book says."""
        unread: dict[str, Any] = {name: None for name in GRANTING if (rule := getattr(self, name)) and rule.unconfirmed}
        owed = self.handover
        if owed and owed.unconfirmed:
            unread["handover"] = replace(owed, interim="")
        return replace(self, **unread) if unread else self


def read_election(key: str, node: Node, unconfirmed: bool) -> ElectionRules:
    node.only(tuple(_READERS))
    found = {name: read(part, unconfirmed) for name, read in _READERS.items() if (part := node.find(name))}
    return ElectionRules(key=key, **found)


def lay_election(under: ElectionRules | None, over: ElectionRules) -> ElectionRules:
    """The rules of `over`, and those of `under` on which it is silent."""
    if under is None:
        return over
    return replace(under, **{name: rule for name in _READERS if (rule := _over(under, over, name)) is not None})


def _over(under: ElectionRules, over: ElectionRules, name: str) -> Any:
    """The rule that is laid over; one that nobody has read does not take the place of one that somebody has."""
    old, new = getattr(under, name), getattr(over, name)
    return None if old and new and new.unconfirmed and not old.unconfirmed else new


def _days(node: Node, key: str) -> Duration:
    return read_duration(node.need(key)) or Duration(0)


def _voters(node: Node, unconfirmed: bool) -> Voters:
    node.only(("of", "roll", *SOURCED))
    of = node.need("of").one_of(HEADS)
    return Voters(of=of, roll=node.need("roll").string(), **provenance(node, unconfirmed))


def _committee(node: Node, unconfirmed: bool) -> ElectionCommittee:
    node.only(("at_least", "made_by", *SOURCED))
    size, made_by = node.find("at_least"), node.need("made_by").strings()
    return ElectionCommittee(at_least=size.integer() if size else 1, made_by=made_by, **provenance(node, unconfirmed))


def _voter_list(node: Node, unconfirmed: bool) -> VoterList:
    node.only(("posted_before", "objection", "answer", *SOURCED))
    return VoterList(
        posted_before=_days(node, "posted_before"),
        objection=_days(node, "objection"),
        answer=_days(node, "answer"),
        **provenance(node, unconfirmed),
    )


def _candidates(node: Node, unconfirmed: bool) -> Candidates:
    node.only(("nominated_by", "more_than_seats", "posted_before", *SOURCED))
    return Candidates(
        nominated_by=node.need("nominated_by").integer(),
        more_than_seats=node.flag("more_than_seats"),
        posted_before=read_duration(node.find("posted_before")),
        **provenance(node, unconfirmed),
    )


def _barred(node: Node, unconfirmed: bool) -> Barred:
    node.only(("holders_of", "kin_of", *SOURCED))
    posts, kin = node.optional_strings("holders_of"), node.optional_strings("kin_of")
    return Barred(holders_of=posts, kin_of=kin, **provenance(node, unconfirmed))


def _ballot(node: Node, unconfirmed: bool) -> BallotRule:
    node.only(("channels", "booth", *SOURCED))
    channels = tuple(entry.one_of(BALLOT_CHANNELS) for entry in node.need("channels").entries())
    return BallotRule(channels=channels, booth=node.flag("booth"), **provenance(node, unconfirmed))


def _part(node: Node, unconfirmed: bool) -> Part:
    node.only((*SHARE, *SOURCED))
    return Part(share=read_share(node), **provenance(node, unconfirmed))


def _proxy(node: Node, unconfirmed: bool) -> VotingProxy:
    node.only(("who", "at_most", "written", *SOURCED))
    return VotingProxy(
        who=node.need("who").one_of(PROXIES),
        at_most=most.integer() if (most := node.find("at_most")) else None,
        written=node.flag("written", default=True),
        **provenance(node, unconfirmed),
    )


def _on_the_spot(node: Node, unconfirmed: bool) -> OnTheSpot:
    node.only(("on_the_spot", *SOURCED))
    return OnTheSpot(**provenance(node, unconfirmed))


def _handover(node: Node, unconfirmed: bool) -> HandoverRule:
    node.only(("within", "things", "by", "interim", *SOURCED))
    return HandoverRule(
        within=_days(node, "within"),
        things=tuple(entry.one_of(THINGS) for entry in node.need("things").entries()),
        by=node.need("by").strings(),
        interim=node.optional_string("interim"),
        **provenance(node, unconfirmed),
    )


def _recall(node: Node, unconfirmed: bool) -> RecallRule:
    node.only(("within", "called_by", "if_silent", "defence", "turnout", "passed", *SOURCED))
    return RecallRule(
        within=read_duration(node.find("within")),
        called_by=node.need("called_by").strings(),
        if_silent=node.optional_strings("if_silent"),
        defence=read_duration(node.find("defence")),
        turnout=read_share(node.need("turnout").only(SHARE)),
        passed=read_share(node.need("passed").only(SHARE)),
        **provenance(node, unconfirmed),
    )


def _vacancy(node: Node, unconfirmed: bool) -> Vacancy:
    node.only(("posts", "kept_by", *SOURCED))
    posts, kept_by = node.need("posts").strings(), node.need("kept_by").strings()
    return Vacancy(posts=posts, kept_by=kept_by, **provenance(node, unconfirmed))


_READERS: dict[str, Callable[[Node, bool], Any]] = {
    "voters": _voters,
    "committee": _committee,
    "voter_list": _voter_list,
    "candidates": _candidates,
    "barred": _barred,
    "ballot": _ballot,
    "turnout": _part,
    "elected": _part,
    "run_off": _part,
    "proxy": _proxy,
    "result": _on_the_spot,
    "handover": _handover,
    "recall": _recall,
    "vacancy": _vacancy,
}
