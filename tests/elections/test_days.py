"""How long before the voting day something must have been posted, and by when that can still be done."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.charter.engine import Duration
from sunward.elections.book import after, before

DURATIONS = st.builds(Duration, st.integers(0, 30), st.booleans())


@pytest.mark.parametrize(
    ("voting_day", "duration", "last"),
    [
        (date(2026, 10, 9), Duration(3, working=True), date(2026, 9, 29)),  # over the National Day holiday
        (date(2026, 10, 9), Duration(3), date(2026, 10, 6)),
        (date(2026, 10, 11), Duration(1, working=True), date(2026, 10, 9)),  # the Saturday before is worked
        (date(2026, 3, 9), Duration(5, working=True), date(2026, 3, 2)),
        (date(2026, 3, 9), Duration(0, working=True), date(2026, 3, 9)),
        (date(2026, 3, 9), None, date(2026, 3, 9)),
    ],
)
def test_the_last_day_for_posting(voting_day: date, duration: Duration | None, last: date) -> None:
    assert before(voting_day, duration) == last


@given(st.dates(date(2025, 6, 1), date(2027, 6, 1)), DURATIONS)
def test_counted_forwards_and_backwards_the_days_are_the_same(voting_day: date, duration: Duration) -> None:
    last = before(voting_day, duration)
    assert after(last, duration) <= voting_day
    assert after(date.fromordinal(last.toordinal() + 1), duration) > voting_day
