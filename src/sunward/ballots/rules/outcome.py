"""What a vote came to: derived from its tally and from the thresholds of the charter, never typed.

Every number here comes in from outside; a threshold is an exact fraction of a base that the rule names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sunward.ballots.rules.tally import Tally
from sunward.charter.engine.thresholds import Share

Base = Literal["entitled", "present", "cast"]


@dataclass(frozen=True, slots=True)
class Needed:
    """A share of a base that must be reached, and the rule that says so."""

    share: Share
    base: Base
    source: str = ""

    def met(self, number: int, tally: Tally) -> bool:
        """Whether `number` is enough. A base that was not counted is never reached."""
        base = getattr(tally, self.base)
        return base is not None and self.share.met(number, base)


@dataclass(frozen=True, slots=True)
class Seats:
    """Who is chosen. `tied` have equally many votes for the last seats and are not chosen; `left` seats stay open,
    `run_off` are those among whom they are decided."""

    valid: bool
    chosen: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    left: int = 0
    run_off: tuple[str, ...] = ()


def adopted(tally: Tally, majority: Iterable[Needed], turnout: Iterable[Needed] = (), key: str = "for") -> bool:
    """Whether a question is carried: enough took part, and enough are in favour by each of the thresholds. Without
    any threshold nothing is carried: what the rule book is silent about is not granted."""
    wanted = tuple(majority)
    return bool(wanted) and _took_part(tally, turnout) and all(each.met(tally.votes(key), tally) for each in wanted)


def seats(tally: Tally, number: int, turnout: Iterable[Needed], least: Iterable[Needed]) -> Seats:
    """Who takes the seats: whoever reaches the thresholds, most votes first, as far as there are seats.

    Equal votes for the last seats give them to nobody: those are the run-off. Where too few reach the thresholds,
    the run-off is among the next ones by votes, one more than there are seats left, and all who equal the last.
    """
    if not _took_part(tally, turnout):
        return Seats(False, left=number)
    wanted = tuple(least)
    able = [key for key in _by_votes(tally.chosen) if tally.votes(key) and _reaches(key, tally, wanted)]
    chosen, tied = _fill(able, tally.chosen, number)
    left = number - len(chosen)
    return Seats(True, tuple(chosen), tuple(tied), left, _run_off(tally, chosen, tied, left))


def _took_part(tally: Tally, turnout: Iterable[Needed]) -> bool:
    return all(each.met(tally.cast, tally) for each in turnout)


def _reaches(key: str, tally: Tally, wanted: Sequence[Needed]) -> bool:
    return all(each.met(tally.votes(key), tally) for each in wanted)


def _by_votes(chosen: Mapping[str, int]) -> list[str]:
    return sorted(chosen, key=lambda key: -chosen[key])


def _fill(able: Sequence[str], votes: Mapping[str, int], number: int) -> tuple[list[str], list[str]]:
    """The first `number`, without those who share the last one's votes with somebody left outside."""
    if len(able) <= number:
        return list(able), []
    border = votes[able[number]]
    tied = [key for key in able if votes[key] == border]
    if votes[able[number - 1]] > border:
        return list(able[:number]), []
    return [key for key in able[:number] if votes[key] > border], tied


def _run_off(tally: Tally, chosen: Sequence[str], tied: Sequence[str], left: int) -> tuple[str, ...]:
    if tied or not left:
        return tuple(tied)
    rest = [key for key in _by_votes(tally.chosen) if key not in chosen and tally.votes(key)]
    if len(rest) <= left:
        return tuple(rest)
    border = tally.votes(rest[left])
    return tuple(key for key in rest if tally.votes(key) >= border)
