"""Quantities in a rule book: fractions, numbers of persons, durations, yuan. Never floats."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sunward.charter.engine.nodes import Node

_RATIO = re.compile(r"([1-9][0-9]{0,8})/([1-9][0-9]{0,8})")
_DURATION = re.compile(r"([0-9]{1,4}) (working )?days?")
_YUAN = re.compile(r"([0-9]{1,13}(?:\.[0-9]{1,2})?) yuan")


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of days: civil days, or working days of the community's calendar."""

    days: int
    working: bool = False

    def __str__(self) -> str:
        return f"{self.days} {'working ' if self.working else ''}{'day' if self.days == 1 else 'days'}"


def read_ratio(node: Node) -> Fraction | int:
    """A share such as `2/3`, or a whole number of persons.

    Raises PackError when it is neither, or a share above one.
    """
    if isinstance(node.value, int):
        return node.integer()
    found = _RATIO.fullmatch(node.string())
    if not found or int(found[1]) > int(found[2]):
        raise node.wrong(f"{node.value!r} is not a share; accepted: such as 2/3, or a whole number of persons")
    return Fraction(int(found[1]), int(found[2]))


def read_duration(node: Node | None) -> Duration | None:
    if node is None or node.value == "none":
        return None
    found = _DURATION.fullmatch(node.string())
    if not found:
        raise node.wrong(f"{node.value!r} is not a duration; accepted: such as 10 days, 5 working days")
    return Duration(int(found[1]), bool(found[2]))


def read_yuan(node: Node | None) -> Decimal | None:
    """An amount of money in yuan, with at most two decimals."""
    if node is None:
        return None
    found = _YUAN.fullmatch(node.string())
    if not found:
        raise node.wrong(f"{node.value!r} is not an amount; accepted: such as 5000 yuan")
    return Decimal(found[1])
