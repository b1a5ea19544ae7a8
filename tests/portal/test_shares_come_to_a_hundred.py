"""Of 48 votes 42 stood as 88 % and 6 as 13 %, together 101 %."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.portal import charts
from sunward.portal.words.shares import to_a_hundred


def shares(values: list[int]) -> list[int]:
    return [bar.share for bar in to_a_hundred(charts.bar_list([("", Decimal(one)) for one in values])).bars]


@pytest.mark.parametrize(
    ("values", "expected"),
    [([42, 6], [88, 12]), ([1, 1, 1], [34, 33, 33]), ([1] * 6, [17, 17, 17, 17, 16, 16]),
     ([1000, 1, 1, 1], [99, 1, 1, 1]), ([0, 0], [0, 0]), ([5, 0], [100, 0])],
)  # fmt: skip
def test_they_come_to_it_where_each_stays_true(values: list[int], expected: list[int]) -> None:
    assert shares(values) == expected


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=12))
def test_none_is_a_whole_per_cent_off_and_only_nothing_is_none(values: list[int]) -> None:
    total = sum(values)
    for value, share in zip(values, shares(values), strict=True):
        assert (share == 0) == (value == 0)
        assert not total or abs(share - 100 * value / total) < 1


def test_what_is_left_of_a_whole_is_nobody_s() -> None:
    """Blank ballots are among those cast, and no choice."""
    chart = charts.bar_list([("", Decimal(one)) for one in (1, 1)], whole=Decimal(3))
    assert to_a_hundred(chart) == chart
