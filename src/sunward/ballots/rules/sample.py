"""The draw of who is asked back: anybody can repeat it from the seed and the number of those who voted.

The seed is made of the commitment to the ballots, the root of the log before the close (empty in a log without one),
the vote's number, and randomness that nobody has before the close. The first two alone are public beforehand wherever
nothing was cast electronically, and the same for every vote of an evening: whoever closes could wait for the draw they
like. Whoever is not reached is replaced by the next in the order of the draw.
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sunward.charter.engine.thresholds import Share
from sunward.kernel.lots import in_order, seed_of

HEARSAY = "hearsay"
RANDOM_BYTES = 32


def fresh() -> str:
    """Randomness for one draw, in hexadecimal digits: drawn at the close, and told by its entry."""
    return secrets.token_hex(RANDOM_BYTES)


def seed_from(close: Mapping[str, Any]) -> tuple[str, ...]:
    """What the seed is SHA-256 over, by what the entry of a close tells: closes of older releases tell no randomness,
    and the number of the vote was no part of theirs."""
    before = (close["ballots_digest"], close["root"])
    return (*before, close["vote"], close["random"]) if "random" in close else before


def seed(close: Mapping[str, Any]) -> str:
    """The seed, as anybody can compute it again from the entry of a close."""
    return seed_of(*seed_from(close))


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
