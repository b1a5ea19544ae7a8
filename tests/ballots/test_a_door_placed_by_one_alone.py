"""Whoever moves doors moves votes: those who live behind a door are told when it is placed in another grid, and dispute
it like an arrival; rolls that were frozen meanwhile follow.

Every story here failed before: the dwellers were not told, and "only what was entered for yourself can be disputed".
Those of what else comes along with the dispute failed later: it opened every roll to whoever was registered since.
"""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.ballots.models import Correction, Petition, Roll, RollEntry
from sunward.ballots.roll import freezing
from sunward.kernel import clock
from sunward.kernel.acts import Done, Refused
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from sunward.registry.models import GridPlacing
from tests.ballots.test_gone_and_back import gone
from tests.ballots.test_moving_next_door import YEARS_LATER, arrives, doors_of, enters, freeze, is_on, settled, upheld
from tests.ballots.test_what_a_removal_takes_along import A_DAY, marks
from tests.elections.scenes import STREET
from tests.money.cases import START, act, on, rules_of
from tests.portal.pages import signed_in
from tests.registry.test_grids_of_doors import grid_of
from tests.stage import CLERK, CODE, SUPERVISOR, here

pytestmark = pytest.mark.usefixtures("community")
HOME = Ref("household", f"{CODE}-7-702")


def placed(grid: str, reason: str = "entered_wrongly", door: Ref = HOME) -> Done:
    return act("registry.place_household", CLERK, door, grid=grid, reason=reason)


def two(grids: list[str]) -> tuple[Ref, Ref]:
    """Two of one household, in the first grid."""
    return settled(status="registered", grid=grids[0]), settled(name="同住", status="registered")


def of_households(grid: str) -> Roll:
    """A subgroup that meets by households: no rule book of this community has one."""
    today, source = clock.today(), "x"
    order = freezing.Order(
        CODE, "subgroup_meeting", "household_delegates", (), today, today, CLERK, source, today, grid
    )
    found = freezing.computed(order)
    assert found
    with door_open():
        return freezing.freeze(order, found)


@pytest.mark.parametrize("reason", ["entered_wrongly", "redrawn"])
def test_the_dwellers_are_told_and_their_rolls_follow_their_dispute(
    grids: list[str], reason: str, client: Client
) -> None:
    who, mate = two(grids)
    neighbour = settled(name="邻居", door="1-1", status="registered", grid=grids[0])
    with on(YEARS_LATER):
        before = freeze(body="subgroup_meeting", grid=grids[0])
        done = placed(grids[1], reason)
        old, new = (freeze(body="subgroup_meeting", grid=grid) for grid in grids[:2])
        homes = of_households(grids[1])
        assert [is_on(roll, one) for roll in (old, new) for one in (who, mate)] == [False, False, True, True]
        assert doors_of(homes) == {"7-702"}
    with on(YEARS_LATER + A_DAY):
        page = signed_in(client, str(mate)).get(f"/en/c/{CODE}/desk/").content.decode()
        assert f"do/disclosure.dispute_desk_act/entry:{done.entry.ref}/" in page
        with pytest.raises(Refused) as refusal:
            upheld(done, neighbour)
        assert rules_of(refusal) == {"entered_for_you"}
        upheld(done, mate)
        assert grid_of("7-702") == grids[0]
        assert [is_on(roll, one) for roll in (old, new) for one in (who, mate)] == [True, True, False, False]
        assert doors_of(homes) == set()
        assert not any(marks(roll) for roll in (before, old, new, homes))
        assert Correction.objects.count() == 5, "each place once"
        assert not registry.entered_about(str(who), CODE)


def test_a_grid_that_was_set_since_stays(grids: list[str]) -> None:
    who, _mate = two(grids)
    with on(YEARS_LATER):
        first = placed(grids[1])
        second = placed(grids[2])
        upheld(first, who)
        assert grid_of("7-702") == grids[2]
        upheld(second, who)
        assert grid_of("7-702") == grids[0]
        there, back = placed(grids[1]), placed(grids[0])
        upheld(there, who)
        assert grid_of("7-702") == grids[0]
        assert not GridPlacing.objects.exists(), "nothing was changed by the second either"
        with pytest.raises(Refused):
            upheld(back, who)


def test_a_door_that_was_left_open_is_open_again(grids: list[str]) -> None:
    with on(START):
        who = arrives(status="registered")
    with on(START + A_DAY):
        first, second = placed(grids[1], "left_open"), placed(grids[2])
        upheld(first, who)
        assert [(row.was, row.reason) for row in GridPlacing.objects.all()] == [(None, "left_open")]
        upheld(second, who)
        assert grid_of("7-702") == ""


def test_whoever_came_later_or_has_left_is_not_told_and_after_a_year_nobody(grids: list[str]) -> None:
    who, mate = two(grids)
    with on(YEARS_LATER):
        done = placed(grids[1])
        act("registry.record_departure", CLERK, mate, left_on=YEARS_LATER, told_by="household")
    with on(YEARS_LATER + A_DAY):
        late = arrives(name="新来", status="registered")
        told = [{entry for _act, entry in registry.entered_about(str(one), CODE)} for one in (who, late)]
        assert told == [{done.entry.ref}, set()]
    with on(YEARS_LATER + timedelta(days=367)):
        assert not registry.entered_about(str(who), CODE)


def invented(since: date, grown: bool = True) -> list[Ref]:
    """Whom a clerk enters behind that door, on a day before."""
    born = date(1980 if grown else 2020, 1, 1)
    return [arrives(name=f"编{k}", status="registered", born_on=born + k * A_DAY, from_day=since) for k in range(3)]


def places(roll: Roll) -> set[str]:
    return {str(one.person) for one in RollEntry.objects.filter(roll=roll, struck_on=None).select_related("person")}


@pytest.mark.parametrize("late", [0, 1, 10])
def test_nobody_who_was_registered_since_the_freeze_comes_on_a_roll_with_the_dispute(
    grids: list[str], late: int
) -> None:
    who, mate = two(grids)
    settled(name="邻居", door="1-1", status="registered", grid=grids[0])
    with on(YEARS_LATER):
        done = placed(grids[1])
        asked = {"by": str(who), "purpose": "meeting", "asks_for": "residents_assembly", "title": "请开会"}
        signed = act("ballots.open_petition", "resident", here(), **asked).result
        assert signed
        everybody, right, homes = freeze(), freeze(body="subgroup_meeting", grid=grids[0]), of_households(grids[0])
        whole = [everybody, Petition.objects.get(number=signed.id).roll]
        before = [places(roll) for roll in whole]
    with on(YEARS_LATER + late * A_DAY, hour=15):
        strangers = invented(YEARS_LATER)
        upheld(done, who)
        assert [places(roll) for roll in whole] == before
        assert {str(who), str(mate)} <= places(right)
        assert not {str(one) for one in strangers} & places(right)
        assert doors_of(homes) >= {"7-702"}


def test_nor_does_a_membership_that_was_set_back_or_a_door_by_whom_was_entered_since(grids: list[str]) -> None:
    with on(START):
        who = arrives(status="registered", grid=grids[0])
        child = arrives(name="孩子", born_on=date(2020, 1, 1), status="registered")
        act("registry.record_membership", CLERK, here(), person=str(who), kind="collective")
    with on(YEARS_LATER):
        done = placed(grids[1])
        act("registry.record_departure", CLERK, who, left_on=YEARS_LATER, told_by="household")
        members, homes = freeze(body="member_assembly"), of_households(grids[0])
        assert places(members) == {str(who)}
    with on(YEARS_LATER + A_DAY):
        back = YEARS_LATER - 30 * A_DAY
        other = invented(back)[0]
        for one in (child, other):
            act("registry.record_membership", CLERK, here(), person=str(one), kind="collective", from_day=back)
        upheld(done, child)
        assert places(members) == {str(who)}
        assert "7-702" not in doors_of(homes), "a child has no vote, and whoever has one was entered since"


def test_nobody_is_struck_for_a_departure_that_was_entered_since(grids: list[str]) -> None:
    who, mate = two(grids)
    moved = settled(name="搬走", status="registered")
    settled(name="邻居", door="1-1", status="registered", grid=grids[1])
    with on(YEARS_LATER - 2 * A_DAY):
        enters(moved, "1-1", "registered")
        done = placed(grids[1])
    with on(YEARS_LATER):
        everybody, wrong = freeze(), freeze(body="subgroup_meeting", grid=grids[1])
        assert [is_on(roll, one) for roll in (everybody, wrong) for one in (who, mate, moved)] == [True] * 6
    with on(YEARS_LATER + 8 * A_DAY):
        gone(mate, 9)
        gone(moved, 9)
        upheld(done, who)
        assert [is_on(everybody, one) for one in (who, mate, moved)] == [True] * 3
        assert [is_on(wrong, one) for one in (who, mate, moved)] == [False, False, True]


def test_each_of_a_household_has_their_own_word_after_another_was_not_upheld(grids: list[str], client: Client) -> None:
    """Before, the first of them who disputed it, and was not upheld, had used up everybody's dispute."""
    who, mate = two(grids)
    with on(YEARS_LATER):
        entry = Ref("entry", placed(grids[1], "redrawn").entry.ref)

        def disputes(person: Ref) -> Ref:
            text = f"门牌没有变：{person.id}"
            said = act("disclosure.dispute_desk_act", "anyone", entry, by=str(person), text=text).result
            assert said
            return said

        def answered(said: Ref, post: str, outcome: str) -> set[str]:
            done = act("disclosure.answer_dispute", post, said, outcome=outcome, answer=f"答复 {said.id}")
            return {one.rule for one in done.entry.findings if one.breach}

        def asks(person: Ref) -> bool:
            page = signed_in(client, str(person)).get(f"/en/c/{CODE}/desk/").content.decode()
            return f"do/disclosure.dispute_desk_act/{entry}/" in page

        first = disputes(who)
        assert not asks(mate)
        with pytest.raises(Refused) as refusal:
            disputes(mate)
        assert rules_of(refusal) == {"first_dispute"}
        answered(first, SUPERVISOR, "not_upheld")
        assert (asks(who), asks(mate)) == (False, True)
        second = disputes(mate)
        with pytest.raises(Refused):
            disputes(who)
        assert second != first
        assert answered(second, STREET, "upheld") == set()
        assert grid_of("7-702") == grids[0]
        for person, said in ((who, first), (mate, second)):
            page = signed_in(client, str(person)).get(f"/zh/c/{CODE}/disputes/{said.id}/").content.decode()
            assert f"门牌没有变：{person.id}" in page
            assert f"答复 {said.id}" in page
        with pytest.raises(Refused):
            disputes(who)


def test_whoever_answered_the_one_is_named_where_they_answer_the_other(grids: list[str]) -> None:
    who, mate = two(grids)
    with on(YEARS_LATER):
        done = placed(grids[1], "redrawn")
        for person, marked in ((who, set()), (mate, {"another_answers"})):
            answer = upheld(done, person, outcome="not_upheld")
            assert {one.rule for one in answer.entry.findings if one.breach} == marked
        with pytest.raises(Refused):
            upheld(done, who)
