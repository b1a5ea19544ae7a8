"""What fits into a place: exact values, as a rule book writes them; never floats."""

from collections.abc import Callable, Mapping

from sunward.charter.engine.amending.clocks import span_of
from sunward.charter.engine.amending.places import SHARE_WORDS, Kind, Place
from sunward.charter.engine.amounts import read_duration, read_ratio, read_yuan
from sunward.charter.engine.errors import PackError
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.powers import AUDIENCES
from sunward.charter.engine.texts import Text
from sunward.charter.engine.thresholds import Share

MOST_MONTHS = 12
LAST_CERTAIN_DAY = 28  # of every month; after it only the last one is meant
ACCEPTED: Mapping[Kind, Text] = {
    Kind.YUAN: Text("可以填：大于零的金额，例如 8000 元", "accepted: an amount above zero, such as 8000 yuan"),
    Kind.NUMBER: Text("可以填：整数", "accepted: a whole number"),
    Kind.SWITCH: Text("可以填：1（是）或 0（否）", "accepted: 1 (yes) or 0 (no)"),
    Kind.FRACTION: Text(
        "可以填：比例，写成分数，例如 1/3；75% 写 3/4",
        "accepted: a share, written as a fraction such as 1/3; 3/4 for 75%",
    ),
    Kind.SHARE: Text(
        "可以填：“以上”或“超过”加比例，写成分数，例如 2/3，75% 写 3/4；“超过”要小于 1/1，没有人能超过全体",
        "accepted: at least or more than a share, written as a fraction such as 2/3, 3/4 for 75%; more than 1/1 is "
        "more than all, which nobody can be",
    ),
    Kind.DAY: Text("可以填：1 到 28 日，或者最后一天", "accepted: a day from 1 to 28, or the last one"),
    Kind.MONTHS: Text("可以填：0 到 12 个月", "accepted: 0 to 12 months"),
    Kind.HOLDER: Text("可以填：一个机构或职务", "accepted: a body or a post"),
    Kind.HOLDERS: Text("可以填：机构或职务，不重复", "accepted: bodies or posts, each once"),
    Kind.DECIDER: Text("可以填：会议、程序，或者不需要决定", "accepted: a body, a procedure, or none"),
    Kind.REVIEWER: Text("可以填：机构，或者不需要审核", "accepted: a body, or none"),
    Kind.AUDIENCE: Text("可以填：公开范围之一", "accepted: one of the audiences"),
}


def fits(place: Place, value: object) -> bool:
    """Whether a value may stand in a place; nothing only where the place may be emptied."""
    if value is None:
        return place.optional
    try:
        node = Node(value, place.path)
        return place.kind in _FITS and _FITS[place.kind](node) and _lasts(place, node)
    except PackError:
        return False


def accepted(place: Place) -> Text:
    """What may stand in a place, in words."""
    span = span_of(place.path)
    if place.kind is Kind.TIME:
        return Text(
            f"可以填：{span.least} 到 {span.most} 天，或者同样多的工作日",
            f"accepted: {span.least} to {span.most} days, or as many working days",
        )
    if place.kind is Kind.DAYS:
        return Text(
            f"可以填：{span.least} 到 {span.most} 的整天数", f"accepted: whole days from {span.least} to {span.most}"
        )
    return ACCEPTED[place.kind]


def _lasts(place: Place, node: Node) -> bool:
    """Whether a length of time lasts as long as it may; where it has to last at all, “none” is none."""
    span = span_of(place.path)
    if place.kind is Kind.DAYS:
        return span.least <= node.integer() <= span.most
    if place.kind is not Kind.TIME:
        return True
    duration = read_duration(node)
    if duration is None:
        return not span.least or node.value == place.value
    return span.least <= duration.days <= span.most


def _yuan(node: Node) -> bool:
    amount = read_yuan(node)
    return amount is not None and amount > 0


def _time(node: Node) -> bool:
    read_duration(Node(node.string(), node.where))
    return True


def _between(least: int, most: int) -> Callable[[Node], bool]:
    return lambda node: least <= node.integer() <= most


def _fraction(node: Node) -> bool:
    return isinstance(node.value, str) and bool(read_ratio(node))


def _share(node: Node) -> bool:
    word, _, _share = node.string().partition(" ")
    if word not in SHARE_WORDS:
        return False
    share = read_share(node)
    return bool(share.amount) and not share.more_than_all


def read_share(node: Node) -> Share:
    """A share as a place holds it, with its word: `at_least 2/3`, `more_than 20`.

    Raises PackError when it is none.
    """
    word, _, share = node.string().partition(" ")
    return Share(read_ratio(Node(_figure(share), node.where)), word == "more_than")


def _figure(share: str) -> object:
    return int(share) if share.isdecimal() and share.isascii() else share


def _day(node: Node) -> bool:
    return node.value == "last" or 1 <= node.integer() <= LAST_CERTAIN_DAY


def _key(node: Node) -> bool:
    body, _, post = node.string().partition(".")
    return all(part.replace("_", "a").isalnum() and part.isascii() and part.islower() for part in (body, post or "a"))


def _keys(node: Node) -> bool:
    given = node.strings()
    return bool(given) and len(set(given)) == len(given) and all(_key(one) for one in node.entries())


_FITS: Mapping[Kind, Callable[[Node], bool]] = {
    Kind.YUAN: _yuan,
    Kind.TIME: _time,
    Kind.DAYS: lambda node: node.integer() >= 0,
    Kind.NUMBER: _between(0, 10**9),
    Kind.SWITCH: _between(0, 1),
    Kind.FRACTION: _fraction,
    Kind.SHARE: _share,
    Kind.DAY: _day,
    Kind.MONTHS: _between(0, MOST_MONTHS),
    Kind.HOLDER: _key,
    Kind.HOLDERS: _keys,
    Kind.DECIDER: _key,
    Kind.REVIEWER: _key,
    Kind.AUDIENCE: lambda node: node.string() in AUDIENCES,
}
