"""Once all false entries are taken back, in whatever order, every roll in use reads as if none had been made, whenever
it was frozen, or says with a mark where it does not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll, RollEntry
from sunward.kernel.acts import Done, Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from tests.ballots.test_a_door_placed_by_one_alone import of_households, placed, two
from tests.ballots.test_corrected_people import claims
from tests.ballots.test_gone_and_back import gone
from tests.ballots.test_moving_next_door import YEARS_LATER, arrives, doors_of, enters, freeze, is_on, settled, upheld
from tests.ballots.test_what_a_removal_takes_along import A_DAY, changes
from tests.money.cases import START, act, on
from tests.registry.test_grids_of_doors import grid_of
from tests.stage import CLERK, CODE

pytestmark = pytest.mark.usefixtures("community")
EVERYBODY, HOMES = 3, 4  # rolls of the community, and of the doors of the first grid; those before are of a grid
Move = tuple[str, int, str]
MOVES = st.one_of(
    st.tuples(st.just("place"), st.integers(0, 2), st.sampled_from(["entered_wrongly", "redrawn"])),
    st.tuples(st.just("leave"), st.integers(0, 1), st.sampled_from(["0", "1", "4"])),
    st.tuples(st.just("move"), st.integers(0, 1), st.sampled_from(["8-801", "7-702", "1-1"])),
    st.tuples(st.just("call"), st.integers(0, 1), st.sampled_from(["mobile", "habitual", "registered"])),
    st.tuples(st.just("born"), st.integers(0, 1), st.sampled_from(["2015-01-01", "1991-04-08"])),
    st.tuples(st.just("deny"), st.integers(0, 2), st.just("")),
    st.tuples(st.just("roll"), st.integers(0, 4), st.just("")),
    st.tuples(st.just("roll"), st.integers(0, 4), st.just("")),
    st.tuples(st.just("wait"), st.integers(1, 2), st.just("")),
)


@dataclass
class Falsehoods:
    """What a clerk enters about two of one door in the first grid, a neighbour in each, and none of it is so."""

    grids: list[str]
    day: date = YEARS_LATER
    entered: list[tuple[Done, Ref]] = field(default_factory=list)
    rolls: list[tuple[Roll, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = two(self.grids)
        self.neighbours = [
            settled(name=f"邻居{k}", door=f"{k + 1}-1", status="registered", grid=grid)
            for k, grid in enumerate(self.grids)
        ]

    def tell(self, moves: list[Move]) -> None:
        hour = 8
        for what, which, how in moves:
            if what == "wait":
                self.day, hour = self.day + which * A_DAY, 8
                continue
            hour += 1
            with on(self.day, hour=hour):
                tried(getattr(self, what), which, how)

    def place(self, grid: int, reason: str) -> None:
        self.entered.append((placed(self.grids[grid], reason), self.people[0]))

    def leave(self, who: int, days: str) -> None:
        self.entered.append((gone(self.people[who], int(days)), self.people[who]))

    def move(self, who: int, door: str) -> None:
        self.entered.append((enters(self.people[who], door, "registered"), self.people[who]))

    def call(self, who: int, status: str) -> None:
        self.entered.append((changes(self.people[who], status), self.people[who]))

    def born(self, who: int, day: str) -> None:
        self.entered.append((claims(self.people[who], born_on=date.fromisoformat(day)), self.people[who]))

    def deny(self, which: int, _how: str) -> None:
        """The second of them disputes a placing, and is not upheld: the first still has their own word."""
        placings = [done for done, _who in self.entered if done.entry.act == "registry.place_household"]
        if placings:
            upheld(placings[which % len(placings)], self.people[1], outcome="not_upheld")

    def roll(self, which: int, _how: str) -> None:
        if which == HOMES:
            made = of_households(self.grids[0])
        else:
            made = freeze() if which == EVERYBODY else freeze(body="subgroup_meeting", grid=self.grids[which])
        self.rolls.append((made, which))

    def take_back(self, order: list[int]) -> None:
        """Each is disputed by whom it is about, or the other behind the door; what went with another stands no more.
        Whoever was refused because another entry had them gone says it again once that one is taken back."""
        waiting = [self.entered[place] for place in order]
        for later in range(len(waiting)):
            with on(self.day + A_DAY, hour=9 + later):
                left = [(done, who) for done, who in waiting if not self._taken_back(done, who)]
            if len(left) in {0, len(waiting)}:
                return
            waiting = left

    def _taken_back(self, done: Done, who: Ref) -> bool:
        others = (one for one in self.people if one != who)
        return any(tried(upheld, done, one) for one in (who, *others))

    def untrue(self) -> list[str]:
        """Which rolls read otherwise than if nothing had been entered, and say so by no mark."""
        return [str(roll) for roll, which in self.rolls if not self._reads_right(roll, which) and not said(roll)]

    def _reads_right(self, roll: Roll, which: int) -> bool:
        if which == HOMES:
            return doors_of(roll) == {"7-702", "1-1"}
        rows = RollEntry.objects.filter(roll=roll, struck_on=None).values_list("person__number", flat=True)
        ours = {*self.people, *self.neighbours}
        wanted = {*self.neighbours} if which == EVERYBODY else {self.neighbours[which]}
        wanted |= {*self.people} if which in {0, EVERYBODY} else set()
        return {one for one in ours if one.id in set(rows)} == wanted


def tried(step: Callable[..., object], *given: object) -> bool:
    """Whether it could be done: what the register refuses is not entered."""
    try:
        with transaction.atomic():
            step(*given)
    except (Refused, FactsError):
        return False
    return True


def said(roll: Roll) -> set[str]:
    rules = {"roll_struck_unborne", "roll_added_unborne"}
    return {one.rule for one in ballots.marks_of_roll(roll.pk)} & rules


CHILD_SINCE = [("move", 0, "8-801"), ("roll", 0, ""), ("born", 0, "2015-01-01")]
VOTER_UNTIL = [("born", 0, "2015-01-01"), ("roll", 3, ""), ("leave", 0, "4")]
THERE_AND_BACK = [("place", 1, "redrawn"), ("wait", 1, ""), ("place", 0, "redrawn"), ("roll", 0, ""), ("roll", 1, "")]

BOTH_GONE = [("leave", 0, "4"), ("leave", 1, "4"), ("place", 1, "redrawn"), ("roll", 0, ""), ("roll", 1, "")]
GONE_AND_DENIED = [("leave", 0, "4"), ("place", 1, "redrawn"), ("roll", 1, ""), ("deny", 0, ""), ("roll", 0, "")]
ROUND_ABOUT = [("place", 1, "entered_wrongly"), ("roll", 1, ""), *[("place", k, "entered_wrongly") for k in (2, 1)]]


@settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip
@example(moves=CHILD_SINCE, order=[0, 1])
@example(moves=VOTER_UNTIL, order=[0, 1])
@example(moves=THERE_AND_BACK, order=[1, 0])
@example(moves=ROUND_ABOUT, order=[0, 1, 2])
@example(moves=BOTH_GONE, order=[2, 0, 1])
@example(moves=GONE_AND_DENIED, order=[1, 0])
@given(moves=st.lists(MOVES, min_size=3, max_size=7), order=st.permutations(range(7)))
def test_every_roll_reads_as_if_nothing_had_been_entered(grids: list[str], moves: list[Move], order: list[int]) -> None:
    with transaction.atomic():
        story = Falsehoods(grids)
        story.tell(moves)
        story.take_back([place for place in order if place < len(story.entered)])
        with on(story.day + A_DAY, hour=18):
            for who in story.people:
                last = registry.residence_of(str(who))[-1]
                assert (last.household, last.left_on, last.status) == (f"{CODE}-7-702", None, "registered")
            assert grid_of("7-702") == grids[0]
            assert story.untrue() == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("first", ["entered_wrongly", "redrawn"])
@pytest.mark.parametrize("third", [2, 0])
def test_a_door_placed_twice(grids: list[str], order: tuple[int, int], first: str, third: int) -> None:
    """It failed before where it was placed back: what the one answer had struck, the other did not put back."""
    story = Falsehoods(grids)
    with on(YEARS_LATER):
        story.place(1, first)
        rolls = [freeze(body="subgroup_meeting", grid=grid) for grid in grids]
    with on(YEARS_LATER + A_DAY):
        story.place(third, "redrawn")
        rolls += [freeze(body="subgroup_meeting", grid=grid) for grid in grids]
    story.day += A_DAY
    story.take_back([*order])
    assert grid_of("7-702") == grids[0]
    for who in story.people:
        assert [is_on(roll, who) for roll in rolls] == [True, False, False] * 2


@pytest.mark.parametrize("door_first", [True, False])
@pytest.mark.parametrize("between", [True, False])
def test_a_wrong_removal_and_a_wrong_grid(grids: list[str], door_first: bool, between: bool) -> None:
    """It failed before where the removal was answered first: while the wrong grid stood they belonged on no roll of the
    right one, and its own answer asked only whether the roll was older."""
    story = Falsehoods(grids)
    with on(YEARS_LATER, hour=9):
        story.move(0, "2-1")
        roll = freeze(body="subgroup_meeting", grid=grids[0]) if between else None
    with on(YEARS_LATER, hour=11):
        story.place(2, "entered_wrongly")
        roll = roll or freeze(body="subgroup_meeting", grid=grids[0])
    story.take_back([1, 0] if door_first else [0, 1])
    assert [is_on(roll, who) for who in story.people] == [True, True]


def test_whoever_was_registered_since_comes_onto_no_roll_by_it(grids: list[str]) -> None:
    """A placing that stood when the roll was frozen is taken back, and then something else about a stranger."""
    story = Falsehoods(grids)
    with on(YEARS_LATER):
        story.place(1, "entered_wrongly")
        roll = freeze(body="subgroup_meeting", grid=grids[0])
    with on(YEARS_LATER + A_DAY, hour=9):
        stranger = arrives(name="编造", status="registered", from_day=START)
        wrong = claims(stranger, born_on=date(2015, 1, 1))
    with on(YEARS_LATER + A_DAY, hour=10):
        upheld(story.entered[0][0], story.people[0])
    with on(YEARS_LATER + A_DAY, hour=11):
        upheld(wrong, stranger)
        assert [is_on(roll, one) for one in (*story.people, stranger)] == [True, True, False]


@pytest.mark.parametrize("late", [1, 30])
@pytest.mark.parametrize(("reason", "back"), [("entered_wrongly", True), ("other", False)])
def test_a_strike_that_a_false_grid_bore_out_is_taken_back_or_marked(
    grids: list[str], late: int, reason: str, back: bool
) -> None:
    """It failed before for any other reason: neither put back nor marked, for the register had borne it out."""
    story = Falsehoods(grids)
    who = story.people[0]
    with on(YEARS_LATER):
        roll = freeze(body="subgroup_meeting", grid=grids[0])
    with on(YEARS_LATER + late * A_DAY):
        story.place(1, "entered_wrongly")
        told = {"change": "strike", "who": str(who), "reason": reason, "words": "在另一个网格"}
        act("ballots.correct_roll", CLERK, roll.ref, **told)
        assert not said(roll)
        upheld(story.entered[0][0], who)
        assert is_on(roll, who) is back
        assert said(roll) == (set() if back else {"roll_struck_unborne"})
