"""Residents act in capacities: what one is in this community on this day."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.registry import ports, queries, rules
from tests.registry.conftest import HERE, TODAY, Does

Arrive = Callable[..., Ref]
GROWN = "1990-05-05"


def capacities(person: Ref, on: date = TODAY) -> set[str]:
    return set(queries.capacities_of(str(person), HERE.id, on))


@pytest.mark.parametrize(
    ("status", "since", "born_on", "expected"),
    [
        ("registered", "2026-03-02", GROWN, {"anyone", "resident", "voter"}),
        ("habitual", "2025-09-02", GROWN, {"anyone", "resident", "voter"}),
        ("habitual", "2025-09-03", GROWN, {"anyone", "resident"}),
        ("mobile", "2015-01-01", GROWN, {"anyone", "resident"}),
        ("registered", "2015-01-01", "2008-03-02", {"anyone", "resident", "voter"}),
        ("registered", "2015-01-01", "2008-03-03", {"anyone", "resident"}),
        ("registered", "2015-01-01", None, {"anyone", "resident"}),
    ],
)
def test_who_votes(resident: Arrive, status: str, since: str, born_on: str | None, expected: set[str]) -> None:
    assert capacities(resident("王敏", "1-101", since, status, born_on=born_on)) == expected


def test_the_rule_books_say_who_votes(resident: Arrive) -> None:
    liu = resident("刘强", "1-101", "2026-01-05", "mobile", born_on="2010-03-02")
    assert capacities(liu) == {"anyone", "resident"}
    ports.bind(lambda *_: ports.Franchise(16, {"mobile": 1}))
    assert capacities(liu) == {"anyone", "resident", "voter"}


def test_where_no_rule_says_it_nobody_votes(resident: Arrive) -> None:
    liu = resident("刘强", "1-101", "2015-01-01", "registered", born_on=GROWN)
    ports.bind(lambda *_: None)
    assert capacities(liu) == {"anyone", "resident"}


def test_who_moves_away_keeps_no_capacity_from_that_day_on(does: Does, resident: Arrive) -> None:
    liu = resident("刘强", "1-101", "2025-01-01", "registered", born_on=GROWN)
    does("record_departure", liu, left_on="2026-03-02", told_by="self")
    assert capacities(liu, date(2026, 3, 1)) == {"anyone", "resident", "voter"}
    assert capacities(liu) == {"anyone"}


def test_a_resident_of_here_is_none_elsewhere(resident: Arrive) -> None:
    liu = resident("刘强", "1-101", "2025-01-01", "registered", born_on=GROWN)
    assert queries.capacities_of(str(liu), "heping", TODAY) == {"anyone"}


def test_members_of_the_collective_need_not_live_here(does: Does) -> None:
    person = does("register_person", HERE, name="王敏").result
    assert person is not None
    does("record_membership", HERE, person=str(person), kind="collective", from_day="2026-01-05")
    assert capacities(person) == {"anyone", "member"}
    assert capacities(person, date(2026, 1, 4)) == {"anyone"}
    does("end_membership", HERE, person=str(person), kind="collective", left_on="2026-03-01")
    assert capacities(person) == {"anyone"}


def test_a_party_member_is_no_member_of_the_collective(does: Does) -> None:
    person = does("register_person", HERE, name="王敏").result
    assert person is not None
    does("record_membership", HERE, person=str(person), kind="party")
    assert capacities(person) == {"anyone", "party_member"}


def test_a_membership_is_recorded_once_and_ended_once(does: Does) -> None:
    facts = {"person": str(does("register_person", HERE, name="王敏").result), "kind": "collective"}
    does("record_membership", HERE, **facts, from_day="2026-01-05")
    with pytest.raises(FactsError, match="person"):
        does("record_membership", HERE, **facts)
    does("end_membership", HERE, **facts)
    with pytest.raises(FactsError, match="person"):
        does("end_membership", HERE, **facts)


def test_time_acts_as_the_clock_and_nobody_else_does(founded: str, officer: str) -> None:
    assert queries.holds_post("clock", "clock", founded, TODAY)
    assert not queries.holds_post(officer, "clock", founded, TODAY)
    assert not queries.holds_post("clock", "anyone", founded, TODAY)


def test_a_founder_is_needed_once(founded: str) -> None:
    assert not queries.holds_post("person:founder", "founder", founded, TODAY)
    assert queries.holds_post("person:founder", "founder", "not-yet-there", TODAY)


def test_everything_in_which_somebody_may_act_comes_posts_first(founded: str, officer: str) -> None:
    assert queries.post_keys_of(officer, founded, TODAY) == (
        "party_organisation.secretary", "residents_committee.director", "anyone")  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_a_birthday_comes_once_a_year_on_its_day(born_on: date, years: int) -> None:
    day = rules.birthday(born_on, years)
    assert day.year == born_on.year + years
    assert (day.month, day.day) in {(born_on.month, born_on.day), (3, 1)}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 8, 31), 6, date(2026, 3, 1)),
        (date(2025, 9, 2), 6, date(2026, 3, 2)),
        (date(2025, 6, 30), 6, date(2025, 12, 30)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert rules.months_later(day, months) == expected
