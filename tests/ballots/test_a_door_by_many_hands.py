"""A roll of doors tells which of them are new, by however many hands those who live there were registered."""

from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.roll.lately import registered_lately
from sunward.registry.imports import staging
from sunward.registry.imports.confirm import confirm
from tests import stage
from tests.ballots import scenes as voting
from tests.ballots.test_moving_next_door import arrives, freeze
from tests.money.cases import START, act, on
from tests.stage import CLERK, CODE, here

pytestmark = pytest.mark.usefixtures("community")
BEFORE = START - timedelta(days=40)
DOORS = ("77-0", "77-1", "77-2")


@pytest.fixture
def clerks(community: str) -> tuple[str, str]:
    """Two, each of whom registers arrivals; and a first roll."""
    with on(BEFORE):
        people = voting.people(3)
        freeze(of="household_delegates")
        one = stage.holder(community, CLERK)
        act("registry.appoint", CLERK, here(), post=CLERK, person=people[0])
    return one, str(people[0])


def registers(by: str, door: str, name: str) -> None:
    arrives(by=by, door=door, name=name, status="registered", from_day=START)


@pytest.mark.parametrize("taking_turns", [True, False])
def test_two_who_take_turns_at_each_door_register_new_doors(clerks: tuple[str, str], taking_turns: bool) -> None:
    """It failed before: by each hand alone somebody else lived there, and no door was new."""
    one, other = clerks[0], clerks[taking_turns]
    with on(START):
        for door in DOORS:
            registers(one, door, f"甲{door}")
            registers(other, door, f"乙{door}")
        found = registered_lately(freeze(of="household_delegates"))
        assert found
        assert (found.new, found.hands, found.most) == (3, 2 if taking_turns else 1, 3)


@pytest.mark.parametrize("taking_turns", [True, False])
def test_and_so_do_they_who_have_them_added_after_the_freeze(clerks: tuple[str, str], taking_turns: bool) -> None:
    with on(START):
        roll = freeze(of="household_delegates")
    with on(START + timedelta(days=1)):
        for door in DOORS:
            registers(clerks[0], door, f"甲{door}")
            registers(clerks[taking_turns], door, f"乙{door}")
            act("ballots.correct_roll", CLERK, roll.ref, change="add", who=door, reason="left_out")
        told = {one.rule: one.actual for one in ballots.marks_of_roll(roll.pk)}
        assert told["roll_added_new"] == "3"


def test_a_door_where_somebody_has_long_lived_is_not_new(clerks: tuple[str, str]) -> None:
    with on(BEFORE):
        arrives(door="77-0", name="早住", status="registered")
    with on(START):
        for by, name in zip(clerks, "甲乙", strict=True):
            registers(by, "77-0", name)
            registers(by, "77-1", name)
        found = registered_lately(freeze(of="household_delegates"), once_in_use=True)
        assert found
        assert (found.new, found.hands, found.most) == (1, 2, 1)


def test_people_of_a_file_fill_new_doors_as_they_fill_new_places(clerks: tuple[str, str]) -> None:
    """It failed before: a roll of doors has no people on it, and so nobody of a file."""
    rows = [f"虚构{door}{k},{door},户籍,2009/6/1,1980-01-0{k}" for door in DOORS for k in (1, 2)]
    with on(START):
        table = "\n".join(["姓名,门牌,居住身份,居住起始日,出生日期", *rows])
        confirm(staging.stage(table.encode(), "residents", CODE), clerks[0], CLERK)
        figures = [registered_lately(freeze(of=of), once_in_use=True) for of in ("household_delegates", "")]
        assert [(one.new, one.hands, one.most) for one in figures if one] == [(3, 1, 3), (6, 1, 6)]
