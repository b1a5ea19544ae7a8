"""Working days are data: weekends, public holidays, and weekends on which offices work."""

from datetime import date, timedelta

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sunward.registry import calendar


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 2), True),
        (date(2026, 3, 7), False),  # a Saturday
        (date(2026, 2, 14), True),  # a Saturday worked for the Spring Festival
        (date(2026, 2, 16), False),
        (date(2026, 10, 8), True),
        (date(2025, 10, 8), False),
        (date(2027, 1, 1), False),  # a Friday: 2027 is not announced, but New Year is always free
        (date(2027, 1, 4), True),
        (date(2027, 2, 5), False),  # the eve of the Spring Festival
        (date(2027, 2, 9), True),
        (date(2031, 1, 1), False),  # nothing on file for that year at all
        (date(2031, 5, 1), False),
        (date(2031, 10, 3), False),
        (date(2031, 10, 6), True),
        (date(2024, 5, 2), True),  # free since 2025 only
    ],
)
def test_a_day_works_or_not(day: date, works: bool) -> None:
    assert calendar.is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # a Saturday that is worked
        (date(2026, 3, 6), 5, date(2026, 3, 13)),
        (date(2026, 3, 6), 0, date(2026, 3, 6)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # New Year is a Friday
    ],
)
def test_working_days_are_added(start: date, days: int, end: date) -> None:
    assert calendar.add_working_days(start, days) == end


@given(st.dates(date(2025, 1, 1), date(2027, 11, 1)), st.integers(1, 30))
def test_the_end_is_a_working_day_with_the_days_between(start: date, days: int) -> None:
    end = calendar.add_working_days(start, days)
    between = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    assert sum(calendar.is_working_day(day) for day in between) == days
    assert calendar.is_working_day(end)


@pytest.mark.parametrize("file", sorted(calendar.HOLIDAYS.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_years_file_says_its_source_and_keeps_to_its_year(file) -> None:  # type: ignore[no-untyped-def]
    data = yaml.safe_load(file.read_text("utf-8"))
    assert data["source"]
    assert {day.year for day in data["working_weekends"]} <= {int(file.stem)}
    assert all(day.weekday() >= calendar.SATURDAY for day in data["working_weekends"])
    assert all(holiday["from"] <= holiday["to"] for holiday in data["holidays"])


def test_it_is_said_which_years_are_announced() -> None:
    assert [year for year in range(2024, 2029) if calendar.is_announced(year)] == [2025, 2026]


@pytest.mark.parametrize(
    ("since", "year"), [(date(2026, 3, 1), None), (date(2026, 11, 26), 2027), (date(2031, 1, 1), 2031)]
)
def test_a_deadline_that_may_still_move_is_told_of(since: date, year: int | None) -> None:
    assert calendar.unannounced(since, 92) == year
