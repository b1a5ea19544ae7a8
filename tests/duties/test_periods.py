"""Periods and due days, against the calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sunward.charter.engine.duties import Due
from sunward.duties.rules import (
    HALF,
    MONTH,
    QUARTER,
    YEAR,
    days_late,
    duty_state,
    period_met,
    period_of,
    periods_due,
    read_period,
)

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
lengths = st.sampled_from([MONTH, QUARTER, HALF, YEAR])
dues = st.builds(Due, st.integers(0, 3), st.one_of(st.integers(1, 28), st.just(31)))


@given(days, lengths)
def test_a_day_lies_in_its_period_and_the_periods_join(day: date, months: int) -> None:
    period = period_of(day, months)
    assert period.first <= day <= period.last
    assert period.before.last + timedelta(days=1) == period.first
    assert read_period(period.label, months) == period


@given(days, lengths, dues, st.integers(0, 400))
def test_every_due_day_in_a_stretch_is_found_once(start: date, months: int, due: Due, length: int) -> None:
    end = start + timedelta(days=length)
    found = [due.on(period.last) for period in periods_due(due, months, start, end)]
    assert found == sorted(set(found))
    naive = set()
    day = start - timedelta(days=800)
    while day <= end:
        naive.add(due.on(period_of(day, months).last))
        day += timedelta(days=1)
    assert set(found) == {each for each in naive if start <= each <= end}


@given(days, days, st.one_of(st.none(), days))
def test_a_duty_is_overdue_from_the_day_after(due_on: date, on: date, met_on: date | None) -> None:
    state = duty_state(due_on, met_on, on)
    known = met_on is not None and met_on <= on
    assert (state == "overdue") == (not known and on > due_on)
    assert (state in {"met", "met_late"}) == known
    assert (days_late(due_on, met_on, on) > 0) == (state in {"overdue", "met_late"})


def test_what_people_write_for_a_period() -> None:
    for text, months, label in (
        ("2026-03", MONTH, "2026-03"),
        ("2026-03", QUARTER, "2026-Q1"),
        ("2026-Q3", QUARTER, "2026-Q3"),
        ("2026-H2", HALF, "2026-H2"),
        ("2026", YEAR, "2026"),
        ("2026-05-31", HALF, "2026-H1"),
    ):
        period = read_period(text, months)
        assert period
        assert period.label == label
    assert [read_period(text, MONTH) for text in ("", "soon", "2026-13", "2026-00", "2026-Q5")] == [None] * 5


def test_an_act_that_names_no_period_meets_the_newest_one_that_is_open() -> None:
    april = date(2026, 4, 9)
    assert period_met(april, MONTH, 1, frozenset()).label == "2026-03"
    assert period_met(april, MONTH, 1, frozenset({"2026-03"})).label == "2026-02"
    assert period_met(april, QUARTER, 0, frozenset()).label == "2026-Q2"
