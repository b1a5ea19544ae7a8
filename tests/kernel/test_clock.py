"""Civil days of the community, whatever the server's zone."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sunward.kernel import clock


def test_late_evening_in_utc_is_the_next_day_here() -> None:
    assert clock.civil_day(datetime(2026, 11, 23, 16, 0, tzinfo=UTC)) == date(2026, 11, 24)
    assert clock.civil_day(datetime(2026, 11, 23, 15, 59, tzinfo=UTC)) == date(2026, 11, 23)


def test_the_clock_moves_inside_the_block_only() -> None:
    before = datetime(2025, 9, 23, 1, 0, tzinfo=UTC)
    with clock.moved_to(before):
        assert clock.now() == before
    assert clock.now() - datetime.now(UTC) < timedelta(seconds=5)


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(0, 60))
def test_working_days_agree_with_a_plain_count(start: date, days: int) -> None:
    def weekday(day: date) -> bool:
        return day.weekday() < 5

    end = clock.add_working_days(start, days, weekday)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(weekday(day) for day in between) == days
    assert days == 0 or weekday(end)
