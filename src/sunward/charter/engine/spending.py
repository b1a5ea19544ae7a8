"""Spending tiers: who must agree to which amount, and the lawful exceptions."""

from dataclasses import dataclass
from decimal import Decimal

from sunward.charter.engine.amounts import Duration, read_duration, read_yuan
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.powers import SOURCED, Rolling, read_rolling
from sunward.charter.engine.rule_reading import provenance
from sunward.charter.engine.rules import Sourced
from sunward.charter.engine.texts import Text

NONE = "none"


@dataclass(frozen=True, slots=True)
class Requires:
    """What a payment of this tier waits for.

    `decision` is `none`, a body or a procedure; `review` is `none` or a body; signatures are in order.
    """

    decision: str
    review: str
    signatures: tuple[str, ...]
    posting: Duration | None
    tender: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingTier(Sourced):
    """Amounts up to and including `up_to` yuan; None is the last tier, without a limit."""

    key: str
    name: Text
    up_to: Decimal | None
    requires: Requires

    def covers(self, amount: Decimal) -> bool:
        return self.up_to is None or amount <= self.up_to


@dataclass(frozen=True, slots=True, kw_only=True)
class RollingSums(Sourced):
    rolling: Rolling


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderFloor(Sourced):
    """Works and the like above this amount (yuan, rolling sums) go to open tender."""

    above: Decimal
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent(Sourced):
    """Spending in an emergency: limited, signed, notified at once, ratified in time or refunded."""

    up_to: Decimal
    signatures: tuple[str, ...]
    notice_within: Duration
    ratified_by: str
    ratified_within: Duration


@dataclass(frozen=True, slots=True)
class Spending:
    """The spending rules of a community; empty when no rule book sets tiers."""

    tiers: tuple[SpendingTier, ...] = ()
    rolling: RollingSums | None = None
    tender: TenderFloor | None = None
    urgent: Urgent | None = None

    def tier(self, amount: Decimal) -> SpendingTier | None:
        """The tier of an amount in yuan (already summed as the rolling rule says); None without tiers."""
        return next((tier for tier in self.tiers if tier.covers(amount)), None)


def _requires(node: Node) -> Requires:
    node.only(("decision", "review", "signatures", "posting", "tender"))
    return Requires(
        decision=node.need("decision").string(),
        review=node.optional_string("review") or NONE,
        signatures=node.optional_strings("signatures"),
        posting=read_duration(node.find("posting")),
        tender=node.optional_string("tender") == "open",
    )


def _tier(node: Node, unconfirmed: bool) -> SpendingTier:
    node.only(("key", "name", "up_to", "requires", *SOURCED))
    return SpendingTier(
        key=node.need("key").string(),
        name=node.need("name").text(),
        up_to=read_yuan(node.find("up_to")),
        requires=_requires(node.need("requires")),
        **provenance(node, unconfirmed),
    )


def _rolling(node: Node | None, unconfirmed: bool) -> RollingSums | None:
    rolling = read_rolling(node)
    if node is None or rolling is None:
        return None
    return RollingSums(rolling=rolling, **provenance(node, unconfirmed))


def _tender(node: Node | None, unconfirmed: bool) -> TenderFloor | None:
    if node is None:
        return None
    return TenderFloor(
        above=read_yuan(node.need("above")) or Decimal(0),
        categories=node.need("for").strings(),
        **provenance(node, unconfirmed),
    )


def _days(node: Node) -> Duration:
    return read_duration(node) or Duration(0)


def _urgent(node: Node | None, unconfirmed: bool) -> Urgent | None:
    if node is None:
        return None
    return Urgent(
        up_to=read_yuan(node.need("up_to")) or Decimal(0),
        signatures=node.need("signatures").strings(),
        notice_within=_days(node.need("notice_within")),
        ratified_by=node.need("ratified_by").string(),
        ratified_within=_days(node.need("ratified_within")),
        **provenance(node, unconfirmed),
    )


def read_spending(node: Node, unconfirmed: bool) -> Spending:
    node.only(("tiers", "rolling", "tender", "urgent"))
    return Spending(
        tiers=tuple(_tier(entry, unconfirmed) for entry in node.need("tiers").entries()),
        rolling=_rolling(node.find("rolling"), unconfirmed),
        tender=_tender(node.find("tender"), unconfirmed),
        urgent=_urgent(node.find("urgent"), unconfirmed),
    )
