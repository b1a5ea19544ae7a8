"""Single numbers that differ from place to place, and what a small group of people can force."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sunward.charter.engine.amounts import Duration, read_duration, read_ratio, read_yuan
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.powers import SOURCED, IfNot, read_if_not
from sunward.charter.engine.rule_reading import provenance, read_petitions
from sunward.charter.engine.rules import Petition, Sourced
from sunward.charter.engine.texts import Text

Value = int | Fraction | Duration | Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Sourced):
    """A number: whole, a share, days (civil or working), or yuan."""

    key: str
    name: Text
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Right(Sourced):
    """What enough people - or a body named in `by` - can force, and by when it must happen."""

    key: str
    name: Text
    petitions: tuple[Petition, ...]
    by: tuple[str, ...]
    forces: Text
    owner: str = ""
    within: Duration | None = None
    if_not: IfNot | None = None
    leaves_open: tuple[str, ...] = ()


def _value(node: Node) -> Value:
    text = node.value if isinstance(node.value, str) else ""
    if text.endswith("yuan"):
        return read_yuan(node) or Decimal(0)
    if text.endswith(("day", "days")):
        return read_duration(node) or Duration(0)
    return read_ratio(node)


def read_parameter(key: str, node: Node, unconfirmed: bool) -> Parameter:
    node.only(("name", "value", *SOURCED))
    return Parameter(
        key=key,
        name=node.need("name").text(),
        value=_value(node.need("value")),
        **provenance(node, unconfirmed),
    )


def read_right(key: str, node: Node, unconfirmed: bool) -> Right:
    node.only(("name", "petition", "by", "forces", "owner", "within", "if_not", "leaves_open", *SOURCED))
    return Right(
        key=key,
        name=node.need("name").text(),
        petitions=read_petitions(node.find("petition"), unconfirmed),
        by=node.optional_strings("by"),
        forces=node.need("forces").text(),
        owner=node.optional_string("owner"),
        within=read_duration(node.find("within")),
        if_not=read_if_not(node.find("if_not")),
        leaves_open=node.optional_strings("leaves_open"),
        **provenance(node, unconfirmed),
    )
