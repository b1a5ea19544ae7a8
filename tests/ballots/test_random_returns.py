"""Whether a vote hangs on people of whom nobody knows whether they are back: the answer is that of whoever crosses them
off one by one and counts anew.

Before, base and votes were asked apart: somebody who had voted against left the votes and stayed in the base."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from sunward.ballots.rules import outcome
from sunward.ballots.rules.outcome import Needed
from sunward.ballots.rules.returned import Returned
from sunward.ballots.rules.tally import Tally
from sunward.charter.engine.thresholds import Share

HALF, THIRD = Share(Fraction(1, 2), True), Share(Fraction(1, 3), False)
KEYS = ("for", "against", "abstain")
votes = st.lists(st.sampled_from([*KEYS, ""]), max_size=7)


def recounted(entitled: int, ballots: list[str], keys: tuple[str, ...]) -> Tally:
    chosen = Counter(dict.fromkeys(keys, 0)) + Counter()
    chosen.update(one for one in ballots if one)
    return Tally(entitled, None, len(ballots), 0, 0, {key: chosen[key] for key in keys}, ())


def naively(home: int, ballots: list[str], back: Returned, keys: tuple[str, ...]) -> Iterator[Tally]:
    """Whoever may be among them is crossed off, in every way."""
    for away in range(back.away + 1):
        for voted in range(back.voted + 1):
            for left in combinations(ballots, len(ballots) - voted):
                yield recounted(home - away + len(left), list(left), keys)


def lessened(tally: Tally, back: Returned) -> Iterator[Tally]:
    for less in back.ways(tally.cast, tally.chosen):
        yield replace(tally, entitled=tally.entitled - less.base, cast=tally.cast - less.cast, chosen=less.chosen)


@given(votes, st.integers(0, 6), st.integers(0, 6), st.integers(0, 4), st.sampled_from(["cast", "entitled"]))
@example(["for"] * 4 + ["against"] * 3, 2, 1, 1, "entitled")
def test_a_question_is_looked_at_as_by_a_naive_recount(
    ballots: list[str], home: int, away: int, voted: int, base: outcome.Base
) -> None:
    back = Returned(min(away, home), voted=min(voted, len(ballots)))

    def hangs(found: Iterator[Tally]) -> bool:
        turnout, least = Needed(HALF, "entitled"), Needed(HALF, base)
        return len({(outcome.adopted(one, [least], [turnout]), turnout.met(one.cast, one)) for one in found}) > 1

    whole = recounted(home + len(ballots), ballots, KEYS)
    assert hangs(lessened(whole, back)) == hangs(naively(home, ballots, back, KEYS))


@given(st.lists(st.sampled_from(["甲", "乙", "丙", ""]), max_size=7), st.integers(0, 5), st.integers(0, 5),
       st.integers(0, 4), st.integers(1, 2), st.sampled_from([HALF, THIRD]))  # fmt: skip
def test_an_election_is_looked_at_as_by_a_naive_recount(
    ballots: list[str], home: int, away: int, voted: int, seats: int, least_share: Share
) -> None:
    back = Returned(min(away, home), voted=min(voted, len(ballots)))

    def hangs(found: Iterator[Tally]) -> bool:
        turnout, least = [Needed(HALF, "entitled")], [Needed(least_share, "cast")]
        ended = (outcome.seats(one, seats, turnout, least) for one in found)
        return len({(one.valid, frozenset(one.chosen)) for one in ended}) > 1

    keys = ("甲", "乙", "丙")
    whole = recounted(home + len(ballots), ballots, keys)
    assert hangs(lessened(whole, back)) == hangs(naively(home, ballots, back, keys))
