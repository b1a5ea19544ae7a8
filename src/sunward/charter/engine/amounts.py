"""Quantities in a rule book: fractions, numbers of persons, durations, yuan. Never floats."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sunward.charter.engine.nodes import Node

_RATIO = re.compile(r"([1-9][0-9]{0,8})/([1-9][0-9]{0,8})")
_DURATION = re.compile(r"([0-9]{1,4}) (working )?days?")
OFF_AT_ONCE = 10  # days: in no arrangement of holidays seen here does more than that come between working days at once
_YUAN = re.compile(r"([0-9]{1,13}(?:\.[0-9]{1,2})?) yuan")


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of days: civil days, or working days of the community's calendar."""

    days: int
    working: bool = False

    def __str__(self) -> str:
        return f"{self.days} {'working ' if self.working else ''}{'day' if self.days == 1 else 'days'}"

    def may_outlast(self, other: "Duration") -> bool:
        """Whether it ends later than another from some day on. How far working days reach only a calendar says, and
        that of years to come is not known: against civil days those that may be longer are taken at their longest,
        the others at their shortest, so that a laxer rule is never taken for an equal one."""
        if self.working == other.working:
            return self.days > other.days
        return self._longest > other.days if self.working else self.days > other.days  # a working day is a day

    @property
    def _longest(self) -> int:
        """Civil days that so many working days take at most: with their weekends, the longest holidays among them, and
        other holidays as they fall in a year."""
        days = self.days
        return days and days + 2 * ((days - 1) // 5) + OFF_AT_ONCE + days // 15


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
