"""The one tally: every page, poster, minute and decision takes its figures from here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Alike:
    """Detached ballots that chose the same: how many there are, and what they weigh together (0: nothing is
    weighed)."""

    chosen: tuple[str, ...]
    number: int
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """What one box brought: sheets, hands, or detached ballots. `weight` is what they weigh, in votes by area."""

    box: str
    ballots: int
    blank: int
    invalid: int
    chosen: Mapping[str, int]
    weight: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of a vote. `entitled` is the roll less those who by rule leave the base; `cast` are all who voted,
    blank and invalid ballots included."""

    entitled: int
    present: int | None
    cast: int
    blank: int
    invalid: int
    chosen: Mapping[str, int]
    by_box: tuple[Counted, ...]
    weight: Mapping[str, int] = field(default_factory=dict)

    def votes(self, key: str) -> int:
        """How many chose `key`."""
        return self.chosen.get(key, 0)

    @property
    def alike(self) -> bool:
        """Whether all who voted chose the same, or all nothing: then the figures tell how each of them did."""
        if self.blank or self.invalid:
            return self.blank == self.cast
        return self.cast > 0 and all(number in {0, self.cast} for number in self.chosen.values())

    @property
    def weighed(self) -> bool:
        """Whether every ballot for a choice has told what it weighs; raised hands and sheets in a heap tell nothing."""
        return all(one.weight or one.ballots <= one.blank + one.invalid for one in self.by_box)


def counted(box: str, ballots: Iterable[Alike]) -> Counted:
    """The detached ballots of one box."""
    number = blank = 0
    chosen: Counter[str] = Counter()
    weight: Counter[str] = Counter()
    for alike in ballots:
        number += alike.number
        blank += 0 if alike.chosen else alike.number
        chosen.update(dict.fromkeys(alike.chosen, alike.number))
        weight.update(dict.fromkeys(alike.chosen, alike.weight) if alike.weight else {})
    return Counted(box, number, blank, 0, dict(chosen), dict(weight))


def tally(entitled: int, present: int | None, keys: Iterable[str], boxes: Iterable[Counted]) -> Tally:
    """Add the boxes up; every choice is there, also those that nobody chose."""
    known = tuple(boxes)
    chosen: Counter[str] = Counter(dict.fromkeys(keys, 0))
    weight: Counter[str] = Counter()
    for one in known:
        chosen.update(one.chosen)
        weight.update(one.weight)
    return Tally(
        entitled=entitled,
        present=present,
        cast=sum(one.ballots for one in known),
        blank=sum(one.blank for one in known),
        invalid=sum(one.invalid for one in known),
        chosen=dict(chosen),
        by_box=known,
        weight=dict(weight),
    )
