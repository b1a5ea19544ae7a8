"""Shares and head counts, compared exactly.

"More than half" (过半数) is strict, "two thirds or above" (三分之二以上) is not; the base is part of the rule.
"""

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """At least, or more than, a fraction of a base - or a plain number of persons, which needs no base."""

    amount: Fraction | int
    strict: bool
    counts_persons: bool = field(init=False, repr=False, compare=False)
    part: int = field(init=False, repr=False, compare=False)
    whole: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Take the fraction apart once: judging compares whole numbers only."""
        object.__setattr__(self, "counts_persons", isinstance(self.amount, int))
        object.__setattr__(self, "part", self.amount.numerator)
        object.__setattr__(self, "whole", self.amount.denominator)

    def met(self, count: int, base: int) -> bool:
        """Whether `count` out of `base` is enough; of an empty base nothing is ever enough."""
        if self.counts_persons:
            return count > self.part if self.strict else count >= self.part
        have, needed = count * self.whole, base * self.part
        return base > 0 and (have > needed if self.strict else have >= needed)

    def least(self, base: int) -> int:
        """The smallest whole number that is enough."""
        needed, rest = (self.part, 0) if self.counts_persons else divmod(base * self.part, self.whole)
        return needed + 1 if self.strict or rest else needed

    @property
    def more_than_all(self) -> bool:
        """More than the whole base: nobody can ever fulfil it."""
        return not self.counts_persons and self.strict and self.part >= self.whole

    def laxer_than(self, other: "Share") -> bool:
        return (self.amount, self.strict) < (other.amount, other.strict)

    def required(self, base: int | str) -> str:
        """As findings show it: `2/3 of 40`, `more than 1/2 of 40`, `more than 20`."""
        share = f"{self.part}" if self.counts_persons else f"{self.part}/{self.whole} of {base}"
        return f"more than {share}" if self.strict else share


@dataclass(frozen=True, slots=True)
class Threshold:
    """One counting class, one numerator, one base: `for` of `members` over all `entitled`, two thirds."""

    of: str
    counted: str
    base: str
    share: Share
    source: str
    unconfirmed: bool = False

    @property
    def kind(self) -> tuple[str, str, str]:
        return (self.of, self.counted, self.base)

    def laxer_than(self, other: "Threshold") -> bool:
        return self.share.laxer_than(other.share)


@dataclass(frozen=True, slots=True)
class Requirement:
    """Thresholds of which one suffices (usually there is only one); joint requirements are several of these."""

    alternatives: tuple[Threshold, ...]
    allowed_by: str = ""

    @property
    def unconfirmed(self) -> bool:
        return any(threshold.unconfirmed for threshold in self.alternatives)

    @property
    def kinds(self) -> frozenset[tuple[str, str, str]]:
        return frozenset(threshold.kind for threshold in self.alternatives)
