"""The one tally: every page, poster, minute and decision takes its figures from here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Counted:
    """What one channel brought: sheets, hands, or detached ballots. `weight` is what they weigh, in votes by area."""

    channel: str
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
    by_channel: tuple[Counted, ...]
    weight: Mapping[str, int] = field(default_factory=dict)

    def votes(self, key: str) -> int:
        """How many chose `key`."""
        return self.chosen.get(key, 0)


def counted(channel: str, ballots: Iterable[tuple[tuple[str, ...], int]]) -> Counted:
    """Detached ballots of one channel: what each chose and what it weighs (0 where nothing is weighed)."""
    number = blank = 0
    chosen: Counter[str] = Counter()
    weight: Counter[str] = Counter()
    for keys, weighs in ballots:
        number += 1
        blank += not keys
        chosen.update(keys)
        weight.update(dict.fromkeys(keys, weighs) if weighs else {})
    return Counted(channel, number, blank, 0, dict(chosen), dict(weight))


def tally(entitled: int, present: int | None, keys: Iterable[str], channels: Iterable[Counted]) -> Tally:
    """Add the channels up; every choice is there, also those that nobody chose."""
    known = tuple(channels)
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
        by_channel=known,
        weight=dict(weight),
    )
