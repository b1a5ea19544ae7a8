"""What was entered about somebody, and taken back, is mended on the rolls that were frozen meanwhile: who lost a place
by it has it again, who has one by it has it no more, and nobody else comes or goes."""

from datetime import date, timedelta

import pytest

from sunward.ballots.models import Correction, RollEntry, Vote
from sunward.ballots.roll.returning import kept_off, let_on
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from sunward.registry import queries as registry
from tests import stage
from tests.ballots.petitions.scenes import residents
from tests.ballots.scenes import ask_back, cast, certify, close, put
from tests.ballots.test_corrected_people import CHILD, claims
from tests.ballots.test_moving_next_door import (
    YEARS_LATER,
    arrives,
    breaches,
    capacities,
    doors_of,
    enters,
    freeze,
    is_on,
    leaves,
    settled,
    upheld,
)
from tests.ballots.test_what_a_removal_takes_along import A_DAY, changes, marks
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, at
from tests.money.cases import START, act, on
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR, here

pytestmark = pytest.mark.usefixtures("community")


def on_recall(story: Story, who: str) -> bool:
    return bool(RollEntry.objects.filter(roll=story.roll, person__number=who.removeprefix("person:")).exists())


@pytest.mark.parametrize("facts", [{"name": "打错"}, {"born_on": CHILD}, {"status": "mobile"}])
def test_whoever_was_registered_after_the_freeze_comes_onto_no_roll(facts: dict[str, object]) -> None:
    """It failed before: one wrong letter, disputed, put them on the roll of a running recall, every finding true."""
    story = Story()
    with at(CALLED, 12):
        [outsider] = residents(1)
        done = claims(Ref.parse(outsider), **facts)
        assert not on_recall(story, outsider)
        upheld(done, Ref.parse(outsider))
        assert not on_recall(story, outsider)
        assert not Correction.objects.exists()


def test_a_name_put_right_is_no_reason_to_come_back_on_a_roll() -> None:
    """It failed before: the director to be recalled chose who came back on its roll."""
    story = Story()
    one = Ref.parse(story.people[5])
    with at(CALLED, 12):
        upheld(claims(one, name="打错"), one)
        facts = {"who": str(one), "reason": "other", "words": "补登记"}
        stage.act("ballots.correct_roll", SUPERVISOR, story.roll.ref, change="strike", **facts)
        again = {"change": "add", "who": str(one), "reason": "departure_undone"}
        with pytest.raises(FactsError, match="change"):
            stage.act("ballots.correct_roll", DIRECTOR, story.roll.ref, **again)
        done = stage.act("ballots.correct_roll", SUPERVISOR, story.roll.ref, **again)
        assert "departure_undone" in breaches(done)


def test_nor_where_a_birthday_was_put_right_that_took_them_off_nothing() -> None:
    story = Story()
    one = Ref.parse(story.people[5])
    with at(CALLED, 12):
        upheld(claims(one, born_on=CHILD), one)
        struck = {"change": "strike", "who": str(one), "reason": "other", "words": "补登记"}
        stage.act("ballots.correct_roll", SUPERVISOR, story.roll.ref, **struck)
        with pytest.raises(FactsError, match="change"):
            stage.act("ballots.correct_roll", DIRECTOR, story.roll.ref, change="add", who=str(one),
                      reason="departure_undone")  # fmt: skip


def test_the_reason_is_true_of_a_household_by_whoever_lived_there_on_its_day() -> None:
    """Before, whoever had ever lived there made it true."""
    who = settled(status="registered")
    mate = settled(name="同住", status="registered")
    home = registry.household_row(f"{CODE}-7-702")
    told = {"person": None, "household": home, "of": "household_delegates"}
    with on(YEARS_LATER):
        leaves(who)
        upheld(claims(who, born_on=CHILD), who)
        assert not registry.departure_undone(**told, day=YEARS_LATER, since=YEARS_LATER)
        upheld(claims(mate, name="某某"), mate)
        assert not registry.departure_undone(**told, day=YEARS_LATER, since=YEARS_LATER)
        upheld(claims(mate, born_on=CHILD), mate)
        assert registry.departure_undone(**told, day=YEARS_LATER, since=YEARS_LATER)
        assert not registry.departure_undone(**told, day=YEARS_LATER, since=YEARS_LATER + A_DAY), "before the freeze"


def moved(grids: list[str]) -> tuple[Ref, Done]:
    """Of four in one subgroup a clerk moves one behind an empty door of another."""
    people = [settled(name=f"甲{k}", status="registered", door=f"7-70{k}", grid=grids[0]) for k in range(4)]
    with on(START):
        act("registry.register_household", CLERK, here(), door="9-901", grid=grids[1])
    with on(YEARS_LATER):
        return people[0], enters(people[0], "9-901", "registered")


@pytest.fixture
def grids(grids: list[str]) -> list[str]:
    """Two subgroups, and a door in each."""
    return grids[:2]


def test_rolls_frozen_between_a_false_removal_and_its_dispute_are_put_right_on_both_sides(grids: list[str]) -> None:
    """It failed before: back on the old grid's roll, they stayed on the new one's, and four households had five places;
    the mark of the removal was gone from all."""
    who, false = moved(grids)
    with on(YEARS_LATER):
        old, new = (freeze(body="subgroup_meeting", grid=grid) for grid in grids)
        homes, adults = freeze(of="household_delegates"), freeze()
        before = doors_of(homes)
        assert (is_on(old, who), is_on(new, who)) == (False, True)
    with on(YEARS_LATER + A_DAY):
        upheld(false, who)
        assert (is_on(old, who), is_on(new, who), is_on(adults, who)) == (True, False, True)
        assert doors_of(homes) == before - {"9-901"} | {"7-700"}
        for roll in (old, new, homes, adults):
            assert not marks(roll)
        rows = Journal.objects.filter(act="ballots.correct_roll")
        assert not [one for row in rows for one in row.findings if not one["ok"]]
        assert set(Correction.objects.values_list("reason", "unborne")) == {("departure_undone", False)}


def test_a_vote_that_had_opened_says_that_the_place_was_there(grids: list[str]) -> None:
    who, false = moved(grids)
    with on(YEARS_LATER):
        new = freeze(body="subgroup_meeting", grid=grids[1])
        vote = put(new, channels="web", present=1, on=YEARS_LATER)
    with on(YEARS_LATER + A_DAY):
        upheld(false, who)
        assert not is_on(new, who)
        [row] = Journal.objects.filter(act="ballots.correct_roll")
        assert {one["rule"] for one in row.findings if not one["ok"]} == {"votes_before"}
        assert "stood on the roll" in str(row.findings)
        assert (kept_off(vote), let_on(vote)) == (0, 1)
        cast(vote, str(who))
        close(vote)
        ask_back(Vote.objects.get(pk=vote.pk))
        assert "on_the_roll_wrongly" in breaches(certify(Vote.objects.get(pk=vote.pk)))


@pytest.mark.parametrize("by_register", [True, False])
def test_whoever_struck_and_added_it_meanwhile_keeps_no_place_unmarked(grids: list[str], by_register: bool) -> None:
    """What the register bore out then rests on the false entry; what it did not has its mark, and is not undone."""
    who, false = moved(grids)
    told = {"reason": "other", "words": "看过"}
    with on(YEARS_LATER):
        homes, grid = freeze(of="household_delegates"), grids[1] if by_register else grids[0]
        roll = freeze(body="subgroup_meeting", grid=grid)
        if by_register:
            act("ballots.correct_roll", CLERK, roll.ref, change="strike", who=str(who), **told)
        act("ballots.correct_roll", CLERK, roll.ref, change="add", who=str(who), **told)
        act("ballots.correct_roll", CLERK, homes.ref, change="strike", who=f"{CODE}-9-901", **told)
        upheld(false, who)
        assert is_on(roll, who) is not by_register
        assert not marks(roll)
        assert "7-700" in doors_of(homes)


def test_an_objection_that_was_upheld_is_not_undone_by_it(grids: list[str]) -> None:
    who, false = moved(grids)
    with on(YEARS_LATER):
        new = freeze(body="subgroup_meeting", grid=grids[1])
        told = {"reason": "other", "words": "看过"}
        act("ballots.correct_roll", CLERK, new.ref, change="strike", who=str(who), **told)
        act("ballots.correct_roll", CLERK, new.ref, change="add", who=str(who), **told)
        with door_open():
            Correction.objects.filter(change="add").update(objection="1")
        upheld(false, who)
        assert is_on(new, who)


def test_a_place_added_against_the_register_stays_with_its_mark(grids: list[str]) -> None:
    who, false = moved(grids)
    third = registry.subgroups(CODE)[2].code
    with on(YEARS_LATER):
        roll = freeze(body="subgroup_meeting", grid=third)
        told = {"change": "add", "who": str(who), "reason": "other", "words": "看过"}
        act("ballots.correct_roll", CLERK, roll.ref, **told)
        upheld(false, who)
        assert is_on(roll, who)
        assert marks(roll) == {"roll_added_unborne": "1"}


def test_what_a_return_had_given_goes_with_the_departure_that_was_found_wrong() -> None:
    who = settled(status="mobile", papers="lease")
    with on(YEARS_LATER):
        left = leaves(who, YEARS_LATER - timedelta(days=12))
        enters(who, "7-702", "registered")
        roll = freeze()
        assert is_on(roll, who)
        upheld(left, who)
        assert capacities(who) == {"resident"}
        assert not is_on(roll, who)


def test_a_status_that_gave_a_vote_gives_it_no_longer_once_it_is_taken_back() -> None:
    """It failed before: the dispute took the mark off the roll, and left the place."""
    who = settled(status="mobile")
    with on(YEARS_LATER):
        early = freeze()
        done = changes(who, "registered")
        roll = freeze()
        assert is_on(roll, who)
        upheld(done, who)
        assert capacities(who) == {"resident"}
        assert not is_on(roll, who)
        assert not marks(roll)
        assert not is_on(early, who)


def test_behind_the_next_door_the_door_of_the_roll_s_day_comes_back() -> None:
    """A lone dweller without a vote: the place is the door's where they lived on the roll's day."""
    who = settled()
    with on(YEARS_LATER):
        changed = changes(who, "mobile")
        early = freeze(of="household_delegates")
    with on(YEARS_LATER + 3 * A_DAY):
        enters(who, "9-901", status="mobile")
        late = freeze(of="household_delegates")
        assert not {"7-702", "9-901"} & (doors_of(early) | doors_of(late))
        upheld(changed, who)
        assert "7-702" in doors_of(early) - doors_of(late)
        assert "9-901" in doors_of(late) - doors_of(early)


def test_a_roll_frozen_before_the_entry_keeps_whoever_was_left_out_of_it() -> None:
    with on(START):
        who = arrives(status="registered", born_on=date(1991, 4, 8))
        roll = freeze()
        act("ballots.correct_roll", CLERK, roll.ref, change="strike", who=str(who), reason="other", words="另有原因")
    with on(START + A_DAY):
        upheld(claims(who, born_on=CHILD), who)
        assert not is_on(roll, who)


def test_what_moved_away_before_was_struck_comes_back() -> None:
    with on(START):
        who = arrives(status="registered")
    with on(START + timedelta(days=30)):
        roll = freeze()
        done = enters(who, "9-901", status="mobile")
        act("ballots.correct_roll", CLERK, roll.ref, change="strike", who=str(who), reason="entered_wrongly")
        upheld(done, who)
        assert is_on(roll, who)
