"""Any register gives the roll that somebody would count by hand."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sunward.ballots.models import RollEntry
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.registry import ports, rules
from sunward.registry.models import Community, Household, Person, ResidenceSpell
from tests.ballots.rolls import GROWN, freeze, people_on
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, CODE


@pytest.fixture(autouse=True)
def monday() -> Any:
    with on(START):
        yield


SPELLS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.just(GROWN), st.dates(date(2005, 1, 1), date(2010, 12, 31))),
        st.sampled_from(["habitual", "registered", "mobile"]),
        st.dates(date(2025, 1, 1), date(2026, 3, 2)),
        st.one_of(st.none(), st.integers(1, 500)),
        st.sampled_from(["lease", "", "none"]),
        # Removals: after how many days, how long behind no door (None: an arrival alone), behind which door, and
        # whether they signed that they left.
        st.lists(
            st.tuples(
                st.integers(100, 300), st.sampled_from([None, 0, 4, 9, 10, 60]), st.integers(4, 6), st.booleans()
            ),
            max_size=2,
        ),
    ),
    max_size=8,
)
Removals = list[tuple[int, int | None, int, bool]]


def moves(person: Person, since: date, removals: Removals) -> list[tuple[date, date | None, str, date]]:
    """Enter the removals of somebody who lives here since a day, and count by hand where they live when, and since
    which day without a break."""
    lived: list[tuple[date, date | None, str, date]] = []
    door, began = "", since
    for stayed, way, number, signed in removals:
        left, next_door = since + timedelta(days=stayed), f"{CODE}-n{number}"
        arrived = left + timedelta(days=way or 0)
        if arrived > START or next_door == door:
            break
        if way is not None:
            said: dict[str, Any] = {"told_by": "self", "paper": paper(f"signed by {person} on {left}")}
            said = said if signed else {"told_by": "household"}
            act("registry.record_departure", CLERK, Ref("person", person.number), left_on=left, **said)
        act("registry.record_arrival", CLERK, Ref("household", next_door), person=str(person), from_day=arrived,
            status=ResidenceSpell.objects.filter(person=person).latest("from_day").status)  # fmt: skip
        lived.append((since, left, door, began))
        door, since, began = next_door, arrived, began if not signed or (way or 0) <= 9 else arrived
    return [*lived, (since, None, door, began)]


@pytest.mark.postgres
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(spells=[(GROWN, "habitual", date(2025, 5, 1), None, "lease", [(250, 0, 4, True)])], day=START)
@example(spells=[(GROWN, "habitual", date(2025, 5, 1), None, "lease", [(100, 10, 4, False)])], day=START)
@given(spells=SPELLS, day=st.dates(START - timedelta(days=30), START))
def test_any_register_gives_the_roll_that_a_naive_count_gives(
    community: str, spells: list[tuple[date | None, str, date, int | None, str, Removals]], day: date
) -> None:
    """Person by person, in Python, by the same rules."""
    with transaction.atomic():
        place = Community.objects.get(code=CODE)
        franchise = ports.franchise(CODE, day)
        expected = set()
        with door_open():
            doors = [
                Household.objects.create(number=f"{CODE}-n{number}", door=f"n{number}", community=place)
                for number in range(7)
            ]
        for number, (born, status, since, days, papers, removals) in enumerate(spells):
            left = since + timedelta(days=days) if days and not removals else None
            with door_open():
                person = Person.objects.create(number=f"p{new_id(11)}", community_code=CODE, born_on=born)
                ResidenceSpell.objects.create(
                    person=person, household=doors[number % 4], status=status, from_day=since, left_on=left,
                    papers=papers,
                )  # fmt: skip
            lived = [(since, left, "", since)] if left else moves(person, since, removals)
            for first, until, behind, began in lived:
                here_then = first <= day and (until is None or until > day)
                if here_then and papers != "none" and rules.votes(franchise, born, status, began, day):
                    expected.add((person.number, behind or doors[number % 4].number))
        rolls = [freeze(record_date=day), freeze(record_date=day, of="household_delegates")]
        assert {one.removeprefix("person:") for one in people_on(rolls[0])} == {number for number, _door in expected}
        places = RollEntry.objects.filter(roll=rolls[1]).values_list("household__number", flat=True)
        assert sorted(places) == sorted({door for _number, door in expected})
        transaction.set_rollback(True)


@given(day=st.dates(date(2020, 1, 1), date(2030, 1, 1)), months=st.integers(0, 40), years=st.integers(0, 90))
def test_the_last_day_that_is_early_enough(day: date, months: int, years: int) -> None:
    for later, by in ((rules.months_later, months), (rules.birthday, years)):
        last = rules.latest(day, later, by)
        assert later(last, by) <= day < later(last + timedelta(days=1), by)
