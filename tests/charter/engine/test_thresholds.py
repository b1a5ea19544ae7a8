"""Exact shares, strict and not, on both sides of every threshold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.charter.engine import judge
from sunward.charter.engine.thresholds import Share
from tests.charter.engine.scenes import RESIDENTS, VILLAGE_REPRESENTATIVES, judged, national

HALF = Share(Fraction(1, 2), strict=True)
TWO_THIRDS = Share(Fraction(2, 3), strict=False)
totals = st.integers(1, 10**9)
fractions = st.builds(
    lambda low, high: Fraction(min(low, high), max(low, high)), st.integers(1, 60), st.integers(1, 60)
)
shares = st.builds(Share, fractions, st.booleans())


@pytest.mark.parametrize(
    ("share", "count", "ok"),
    [(HALF, 20, False), (HALF, 21, True), (TWO_THIRDS, 26, False), (TWO_THIRDS, 27, True)],
)
def test_of_forty(share: Share, count: int, ok: bool):
    assert share.met(count, 40) is ok


@given(shares, totals)
def test_the_least_number_is_enough_and_one_less_is_not(share: Share, total: int):
    least = share.least(total)

    assert share.met(least, total)
    assert not share.met(least - 1, total)


@given(shares, totals, st.integers(0, 10**9))
def test_one_more_in_favour_never_harms(share: Share, total: int, count: int):
    assert share.met(count + 1, total) >= share.met(count, total)


@given(fractions, totals, st.integers(0, 10**9))
def test_strict_asks_at_least_as_much(amount: Fraction, total: int, count: int):
    assert Share(amount, strict=False).met(count, total) >= Share(amount, strict=True).met(count, total)


@given(shares)
def test_of_nobody_nothing_is_enough(share: Share):
    assert not share.met(0, 0)


def test_a_number_of_persons_is_counted_not_shared():
    more_than_twenty = Share(20, strict=True)

    assert not more_than_twenty.met(20, 20)
    assert more_than_twenty.met(21, 21)
    assert more_than_twenty.least(5000) == 21
    assert more_than_twenty.required(40) == "more than 20"


@given(st.integers(3, 5000), st.data())
def test_the_judge_turns_exactly_at_two_thirds_of_all_members(total: int, data: st.DataObject):
    votes = data.draw(st.integers(0, total))
    verdict = judge(
        {
            "matter": "land_compensation_distribution",
            "body": "member_assembly",
            "held_on": "2025-06-20",
            "notice_on": "2025-06-10",
            "counts": {"members": {"entitled": total, "present": total, "for": votes}},
            "steps": [{"step": "party_study", "on": "2025-06-01"}],
        },
        COLLECTIVE,
    )

    assert verdict.valid is (votes * 3 >= total * 2)


COLLECTIVE = national("cn-collective")


@pytest.mark.parametrize(("present", "votes", "valid"), [(20, 20, False), (21, 10, False), (21, 11, True)])
def test_residents_need_more_than_half_of_both(present: int, votes: int, valid: bool):
    counts = {"household_delegates": {"entitled": 40, "present": present, "for": votes}}

    assert judged(RESIDENTS, "cn-urban", counts=counts).valid is valid


@pytest.mark.parametrize(("reps", "women", "valid"), [(40, 17, True), (39, 17, False), (40, 16, False)])
def test_four_fifths_representatives_and_one_third_women(reps: int, women: int, valid: bool):
    counts = {
        "body_members": {"entitled": 50, "present": 34, "for": 18},
        "representatives": {"entitled": reps},
        "women_representatives": {"entitled": women},
    }

    assert judged(VILLAGE_REPRESENTATIVES, "cn-village", counts=counts).valid is valid
