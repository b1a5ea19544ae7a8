"""Outcomes are derived from figures and thresholds; the numbers come from outside."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.ballots.rules.outcome import Needed, adopted, seats
from sunward.ballots.rules.tally import Tally, tally
from sunward.charter.engine.thresholds import Share

MORE_THAN_HALF = Share(Fraction(1, 2), True)
TURNOUT = [Needed(MORE_THAN_HALF, "entitled")]
ELECTED = [Needed(MORE_THAN_HALF, "cast")]
THIRD_OF_CAST = [Needed(Share(Fraction(1, 3), False), "cast")]


def counted(entitled: int, cast: int, present: int | None = None, **chosen: int) -> Tally:
    made = tally(entitled, present, chosen, ())
    return Tally(made.entitled, present, cast, 0, 0, chosen, ())


@pytest.mark.parametrize(("in_favour", "carried"), [(20, False), (21, True)])
def test_more_than_half_is_strict(in_favour: int, carried: bool) -> None:
    figures = counted(57, 40, 40, **{"for": in_favour})
    assert adopted(figures, [Needed(MORE_THAN_HALF, "present")]) is carried


def test_two_thirds_is_not() -> None:
    needed = [Needed(Share(Fraction(2, 3), False), "entitled")]
    assert adopted(counted(57, 57, **{"for": 38}), needed)
    assert not adopted(counted(57, 57, **{"for": 37}), needed)


def test_what_the_rule_book_is_silent_about_carries_nothing() -> None:
    assert not adopted(counted(10, 10, **{"for": 10}), [])


def test_a_base_that_was_not_counted_is_never_reached() -> None:
    assert not adopted(counted(10, 10, **{"for": 10}), [Needed(MORE_THAN_HALF, "present")])


def test_too_few_took_part() -> None:
    figures = counted(100, 50, **{"for": 50})
    assert not adopted(figures, [Needed(MORE_THAN_HALF, "cast")], TURNOUT)
    assert not seats(figures, 1, TURNOUT, ELECTED).valid


def test_one_of_many() -> None:
    one = lambda tally, *least: seats(tally, 1, (), least).chosen  # noqa: E731
    assert one(counted(9, 9, a=4, b=3, c=2)) == ("a",)
    assert one(counted(9, 9, a=4, b=4, c=1)) == ()
    assert one(counted(9, 9, a=4, b=3, c=2), Needed(MORE_THAN_HALF, "cast")) == ()


def test_an_election_fills_its_seats() -> None:
    found = seats(counted(100, 90, a=80, b=70, c=50, d=45), 3, TURNOUT, ELECTED)
    assert (found.chosen, found.left, found.run_off) == (("a", "b", "c"), 0, ())


def test_a_tie_for_the_last_seat_goes_to_nobody() -> None:
    found = seats(counted(100, 90, a=80, b=60, c=60), 2, TURNOUT, ELECTED)
    assert (found.chosen, found.tied, found.left, found.run_off) == (("a",), ("b", "c"), 1, ("b", "c"))


def test_too_few_with_more_than_half_leave_seats_to_a_run_off() -> None:
    found = seats(counted(100, 90, a=80, b=44, c=40, d=10), 2, TURNOUT, ELECTED)
    assert (found.chosen, found.left, found.run_off) == (("a",), 1, ("b", "c"))


def test_a_run_off_needs_a_third_of_the_votes_cast() -> None:
    assert seats(counted(100, 90, b=30, c=29), 1, TURNOUT, THIRD_OF_CAST).chosen == ("b",)
    assert seats(counted(100, 90, b=29, c=28), 1, TURNOUT, THIRD_OF_CAST).chosen == ()


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=1), st.integers(1, 4))
def test_seats_are_never_overfilled_and_never_skip_somebody_with_more_votes(
    chosen: dict[str, int], number: int
) -> None:
    figures = counted(40, 30, **chosen)
    found = seats(figures, number, (), ELECTED)
    assert len(found.chosen) + found.left == number
    assert all(chosen[key] * 2 > 30 for key in found.chosen)
    outside = [votes for key, votes in chosen.items() if key not in found.chosen]
    assert all(chosen[key] > votes for key in found.chosen for votes in outside)
