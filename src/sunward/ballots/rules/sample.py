"""The draw of who is asked back: anybody can repeat it from the seed and the number of those who voted.

The seed is made of the commitment to the ballots and the root of the log before the close (empty in a log without one).
Whoever is not reached is replaced by the next in the order of the draw.
"""

from collections.abc import Sequence

from sunward.charter.engine.thresholds import Share
from sunward.kernel.lots import in_order

HEARSAY = "hearsay"


def size(share: Share, at_least: int, voted: int) -> int:
    """How many are asked: the share, the least number, or everybody where fewer voted."""
    return min(voted, max(at_least, share.least(voted)))


def drawn(seed: str, voted: int, wanted: int) -> list[int]:
    """The places (from 1, in the order of the roll) of those who are asked: the first in the order of SHA-256 over
    the seed and each place."""
    return sorted(in_order(seed, voted)[:wanted])


def what_stands(answer: str, own: str | None, proved: bool) -> str:
    """What an answer counts as: their own word first; that somebody did not vote, said for them by one officer and
    proved by nothing, is hearsay, and stops no result."""
    if own:
        return own
    return HEARSAY if answer == "did_not_vote" and not proved else answer


def said_at_desk(answer: str, own: str, others: bool) -> str:
    """What stands where a clerk entered somebody's own answer: one more officer's word, until another body has heard
    the same. `answer` is what stands without it, `others` whether somebody of another body entered the very same.
    It turns no answer of others around: where the two differ, nobody knows."""
    if answer in {"", "not_reached"}:
        return what_stands(own, None, proved=False)
    if own == "did_not_vote" and others:
        return own
    return answer if answer in {own, "did_not_vote"} else HEARSAY


def replaced(answers: Sequence[str], wanted: int) -> int:
    """How many more have to be drawn, so that those who answered and those who wait are as many as wanted."""
    return max(0, wanted - sum(answer not in {"not_reached", HEARSAY} for answer in answers))
