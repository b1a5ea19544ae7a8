"""A subgroup's roll follows the doors: each new one is asked for its grid, and a wrong or missing one is put right."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll, RollEntry
from sunward.kernel import sql
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from sunward.registry.models import Area, GridPlacing, Household
from sunward.registry.queries import Wanted
from sunward.registry.queries.grids import doors_in
from tests.money.cases import START, act, on
from tests.stage import CLERK, CODE, DIRECTOR, here

pytestmark = pytest.mark.django_db
DOOR = Ref("household", f"{CODE}-7-101")


@pytest.fixture
def grids(community: str) -> tuple[str, str]:
    assert community == CODE
    first, second = registry.subgroups(CODE)[:2]
    return first.code, second.code


def arrives(name: str, door: str, **facts: Any) -> Done:
    who = {"papers": "identity_card", "status": "registered", "born_on": date(1980, 1, 1), "from_day": START}
    return act("registry.register_arrival", CLERK, here(), **(who | {"name": name, "door": door} | facts))


def place(grid: str, reason: str, door: Ref = DOOR) -> Done:
    return act("registry.place_household", CLERK, door, grid=grid, reason=reason)


def marks(done: Done) -> set[str]:
    return {found.rule for found in breaches(done.entry.findings)}


def freeze(grid: str) -> tuple[Roll, set[str]]:
    done = act("ballots.freeze_roll", DIRECTOR, here(), body="subgroup_meeting", grid=grid)
    assert done.result
    return Roll.objects.get(number=done.result.id), marks(done)


def people_on(roll: Roll) -> set[str]:
    return {str(place.person) for place in RollEntry.objects.filter(roll=roll, struck_on=None)}


def grid_of(door: str) -> str:
    found = Household.objects.get(community__code=CODE, door=door).grid
    return found.code if found else ""


def test_whoever_arrives_behind_a_new_door_is_on_the_roll_of_its_grid(grids: tuple[str, str]) -> None:
    """Before, the form made a door without a grid, and no act set one: they were on no subgroup's roll for good."""
    with on(START):
        done = arrives("新户", "7-101", grid=grids[0])
        roll, said = freeze(grids[0])
    assert people_on(roll) == {str(done.result)}
    assert "door_in_a_grid" not in marks(done)
    assert "roll_doors_in_no_grid" not in said


def test_a_building_lends_its_grid_to_a_new_door(grids: tuple[str, str]) -> None:
    with on(START):
        arrives("甲", "7-101", grid=grids[0])
        assert "door_in_a_grid" not in marks(arrives("乙", "7-102"))
        act("registry.register_household", CLERK, here(), door="7-103")
        assert {grid_of("7-102"), grid_of("7-103")} == {grids[0]}
        assert "door_in_a_grid" in marks(arrives("丙", "77-101")), "another building"
        place(grids[1], "entered_wrongly")
        assert "door_in_a_grid" in marks(arrives("丁", "7-104")), "the doors of the building do not agree"
        with pytest.raises(FactsError, match="grid"):
            arrives("戊", "7-102", grid=grids[1])
        with pytest.raises(FactsError, match="grid"):
            arrives("戊", "9-102", grid="990102003999999")


def test_a_door_without_a_grid_marks_the_roll_until_it_has_one(grids: tuple[str, str]) -> None:
    """Before, such a roll had no mark, and adding somebody whom it left out was marked for good."""
    with on(START):
        left_out = arrives("新户", "7-101").result
        roll, said = freeze(grids[0])
        assert "roll_doors_in_no_grid" in said
        found = next(one for one in ballots.marks_of_roll(roll.pk) if one.rule == "roll_doors_in_no_grid")
        assert found.actual == "1"
        done = place(grids[0], "left_open")
        assert done.entry.public["was"] == ""
        assert not [one for one in ballots.marks_of_roll(roll.pk) if one.rule.startswith("roll_doors")]
        added = act("ballots.correct_roll", CLERK, roll.ref, change="add", who=str(left_out), reason="left_out")
        assert "belongs" not in marks(added)
        assert people_on(roll) == {str(left_out)}


def test_an_empty_door_that_an_older_release_made_gets_its_grid_with_the_next_arrival(grids: tuple[str, str]) -> None:
    with on(START):
        act("registry.register_household", CLERK, here(), door="7-101")
        assert "door_in_a_grid" not in marks(arrives("乙", "7-101", grid=grids[1]))
    assert grid_of("7-101") == grids[1]
    assert GridPlacing.objects.get().reason == "left_open"


def test_nobody_else_s_arrival_places_the_door_of_those_who_live_there(grids: tuple[str, str]) -> None:
    """It failed before: the form of a stranger's arrival placed it, whoever lived there was not told, and nobody could
    dispute it."""
    with on(START):
        who = arrives("甲", "7-101").result
    with on(START + timedelta(days=1)):
        with pytest.raises(FactsError, match="grid"):
            arrives("乙", "7-101", grid=grids[1])
        assert "door_in_a_grid" in marks(arrives("乙", "7-101"))
        assert grid_of("7-101") == ""
        done = place(grids[1], "left_open")
        assert done.entry.ref in {entry for _act, entry in registry.entered_about(str(who), CODE)}


def test_doors_that_were_moved_mark_the_rolls_on_both_sides(grids: tuple[str, str]) -> None:
    """Whoever moves doors moves votes; what the door was is in the entry."""
    with on(START):
        arrives("甲", "7-101", grid=grids[0])
    with on(START + timedelta(days=1)):
        done = place(grids[1], "redrawn")
        assert (done.entry.public["was"], grid_of("7-101")) == grids
        assert all("roll_doors_moved" in freeze(grid)[1] for grid in grids)
        for grid, reason in ((grids[1], "redrawn"), (grids[0], "left_open"), ("990102003999999", "redrawn")):
            with pytest.raises(FactsError):
                place(grid, reason)
    with on(START + timedelta(days=400)):
        assert "roll_doors_moved" not in freeze(grids[0])[1]


@pytest.mark.postgres
@pytest.mark.parametrize(("was", "grid", "reason"), [(0, 0, "redrawn"), (None, 0, "redrawn"), (0, 1, "left_open")])
def test_the_database_keeps_a_placing_whole(grids: tuple[str, str], was: int | None, grid: int, reason: str) -> None:
    areas = [Area.objects.get(code=code) for code in grids]
    with on(START):
        arrives("甲", "7-101")
    row = {"household": Household.objects.get(number=DOOR.id), "reason": reason, "placed_on": START, "entry": "x"}
    with pytest.raises(IntegrityError), transaction.atomic(), door_open():
        GridPlacing.objects.create(**row, was=None if was is None else areas[was], grid=areas[grid])


@pytest.mark.postgres
def test_grids_drawn_anew_move_nobody_between_rolls_of_an_earlier_day(grids: tuple[str, str]) -> None:
    """It failed before: struck from one roll and added to the other inside the days for objections, without a breach
    and without a mark on either."""
    with on(START):
        who = arrives("甲", "7-101", grid=grids[0]).result
        rolls = [freeze(grid)[0] for grid in grids]
    with on(START + timedelta(days=2)):
        place(grids[1], "redrawn")
        assert not [one for roll in rolls for one in ballots.marks_of_roll(roll.pk)], "it takes and gives no place"
        told = {"who": str(who), "reason": "entered_wrongly"}
        struck = act("ballots.correct_roll", CLERK, rolls[0].ref, change="strike", **told)
        added = act("ballots.correct_roll", CLERK, rolls[1].ref, change="add", **told)
        assert (marks(struck), marks(added)) == ({"belongs_no_more"}, {"belongs"})
        found = [{one.rule for one in ballots.marks_of_roll(roll.pk)} for roll in rolls]
        assert found == [{"roll_struck_unborne"}, {"roll_added_unborne", "roll_added_new"}]
        assert [people_on(freeze(grid)[0]) for grid in grids] == [set(), {str(who)}]
        early = act("ballots.freeze_roll", DIRECTOR, here(), body="subgroup_meeting", grid=grids[0], record_date=START)
        assert early.result
        assert people_on(Roll.objects.get(number=early.result.id)) == {str(who)}


def test_drawn_anew_twice_and_put_right_in_between_it_lay_where_it_first_did(grids: tuple[str, str]) -> None:
    with on(START):
        who = arrives("甲", "7-101", grid=grids[0]).result
    for days, grid, reason in (
        (1, 1, "entered_wrongly"),
        (3, 0, "redrawn"),
        (5, 1, "entered_wrongly"),
        (7, 0, "redrawn"),
    ):
        with on(START + timedelta(days=days)):
            place(grids[grid], reason)
    with on(START + timedelta(days=8)):
        for days, lay in ((0, 1), (2, 1), (3, 1), (6, 1), (7, 0)):
            wanted = Wanted(CODE, START + timedelta(days=days), grid=grids[lay])
            there = {row[0] for row in sql.rows(*_select(wanted))}
            assert there == {registry.person_row(str(who))}, days
            assert doors_in(grids[lay], wanted.on).get().number == DOOR.id


@pytest.mark.parametrize(("was", "reason"), [(True, "entered_wrongly"), (False, "left_open")])
def test_a_door_that_is_put_right_bears_a_correction_out_and_marks_both_rolls(
    grids: tuple[str, str], was: bool, reason: str
) -> None:
    with on(START):
        who = arrives("甲", "7-101", grid=grids[0] if was else "").result
        rolls = [freeze(grid)[0] for grid in grids]
    with on(START + timedelta(days=2)):
        place(grids[1], reason)
        assert "roll_doors_moved" not in {one.rule for one in ballots.marks_of_roll(rolls[1].pk)}, (
            "nobody was moved yet"
        )
        added = act("ballots.correct_roll", CLERK, rolls[1].ref, change="add", who=str(who), reason="left_out")
        assert marks(added) == set()
        assert "roll_doors_moved" in {one.rule for one in ballots.marks_of_roll(rolls[1].pk)}
    with on(START + timedelta(days=3)):
        arrives("乙", "7-102", grid=grids[0])
        place(grids[1], "entered_wrongly", Ref("household", f"{CODE}-7-102"))
        found = {one.rule: one.actual for one in ballots.marks_of_roll(rolls[1].pk)}
        assert found["roll_doors_moved"] == "1", "later than the last correction"


def _select(wanted: Wanted) -> tuple[str, tuple[object, ...]]:
    found = registry.electorate("adults", wanted)
    assert found
    return found.sql, found.parameters
