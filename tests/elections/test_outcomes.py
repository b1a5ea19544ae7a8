"""For random ballots the outcome of an election is that of a naive recount by the law's own words."""

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sunward.ballots.rules import outcome
from sunward.ballots.rules.outcome import Needed
from sunward.ballots.rules.tally import Alike, counted, tally
from sunward.charter.engine.library import charter_for
from tests.elections.scenes import VOTING

LAYERS = ("cn-urban", "demo-liuhe-street", "demo-liuhe-assemblies")
RULES = charter_for(LAYERS, VOTING).elections["residents_committee"]
assert RULES.elected and RULES.turnout  # noqa: PT018 - the rules under test
HALF, TURNOUT = Needed(RULES.elected.share, "cast"), Needed(RULES.turnout.share, "entitled")
KEYS = ("c1", "c2", "c3", "c4")
BALLOTS = st.lists(st.sets(st.sampled_from(KEYS), max_size=2), max_size=40)


def naive(ballots: list[set[str]], registered: int, seats: int) -> set[str]:
    """More than half of the registered voted; more than half of those voting elect; most votes first; of equals for
    the last seats, nobody."""
    if not ballots or len(ballots) * 2 <= registered:
        return set()
    votes = Counter(key for ballot in ballots for key in ballot)
    able = {key: number for key, number in votes.items() if number * 2 > len(ballots)}
    won = set()
    for key, number in able.items():
        at_least_as_good = sum(1 for other, their in able.items() if other != key and their >= number)
        if at_least_as_good < seats:
            won.add(key)
    return won


@given(BALLOTS, st.integers(0, 40), st.integers(1, 3))
def test_the_outcome_is_the_naive_recount(ballots: list[set[str]], absent: int, seats: int) -> None:
    registered = len(ballots) + absent
    box = counted("paper", [Alike(tuple(ballot), 1) for ballot in ballots])
    found = outcome.seats(tally(registered, None, KEYS, [box]), seats, [TURNOUT], [HALF])
    assert set(found.chosen) == naive(ballots, registered, seats)
    assert len(found.chosen) + found.left == seats
    assert not set(found.chosen) & set(found.run_off)


def test_a_third_is_enough_in_a_run_off() -> None:
    rule = RULES.run_off
    assert rule
    assert (rule.share.amount, rule.share.strict) == (Fraction(1, 3), False)
