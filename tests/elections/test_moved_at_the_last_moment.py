"""Whoever runs an election moves its day, or takes another roll, when people have been told of both. Seen before: one
member moved it five minutes before the poll to the next morning, each day anew, and took another roll ten minutes
before it; nothing was marked."""

from datetime import date, timedelta
from functools import partial

import pytest

from sunward.kernel.acts import Done
from tests.elections import scenes
from tests.elections.scenes import CALLED, VOTING, Race, at, by, office, rules_of
from tests.stage import SUPERVISOR, marks

pytestmark = pytest.mark.usefixtures("community", "own_keys")


def moved(race: Race, to: date) -> Done:
    return by(race.runners[0], "move_voting_day", race.election.ref, voting_day=to, reason="下雨")


def fresh(race: Race) -> Race:
    race.election.refresh_from_db()
    return race


def test_moved_on_its_morning_it_says_so_for_good() -> None:
    race, later = Race(), VOTING + timedelta(days=7)
    race.post()
    with at(VOTING, 7, 55):
        assert rules_of(partial(moved, race, VOTING + timedelta(days=1))) == {"told_before"}
        assert "moved_late" in marks(moved(race, later))
    with at(later, 8):
        opened = by(race.runners[0], "open_poll", fresh(race).election.ref, booths=2)
    assert "moved_late" in marks(opened)


def test_it_is_moved_at_the_last_moment_once() -> None:
    race, later = Race(), VOTING + timedelta(days=7)
    race.post()
    with at(VOTING, 17):
        moved(race, later)
    with at(later, 7):
        assert rules_of(partial(moved, fresh(race), later + timedelta(days=7))) == {"moved_late_once"}
    with at(later, 10, 5):  # those who run it keep the doors shut
        assert office("open_poll", SUPERVISOR, race.election.ref, booths=2).result


def test_moved_in_time_nothing_is_marked() -> None:
    race, later = Race(), VOTING + timedelta(days=7)
    race.post()
    with at(VOTING - timedelta(days=3)):
        assert "moved_late" not in marks(moved(race, later))
    with at(later - timedelta(days=3)):
        moved(fresh(race), later + timedelta(days=7))


@pytest.mark.parametrize("day_moved", [False, True])
def test_once_the_candidates_hang_another_roll_needs_another_day(day_moved: bool) -> None:
    race = Race()
    with at(CALLED + timedelta(days=1)):
        scenes.votes.people(6)
        other = scenes.freeze()
    race.post()
    with at(VOTING - timedelta(days=3)):
        if day_moved:
            moved(race, VOTING + timedelta(days=7))
        taking = partial(by, race.runners[0], "take_roll", fresh(race).election.ref, roll=other.number)
        if day_moved:
            assert taking().result
        else:
            assert rules_of(taking) == {"roll_before_the_list"}


def test_a_day_on_which_nothing_can_be_polled_is_moved_again() -> None:
    """The list was late both times: nobody could move it before people stood before a closed door."""
    race, later = Race(), VOTING + timedelta(days=7)
    with at(VOTING, 7):
        moved(race, later)
    with at(later, 7):
        assert "moved_late" in marks(moved(fresh(race), later + timedelta(days=7)))


def test_a_move_before_the_list_hung_lets_no_other_roll_in() -> None:
    race = Race()
    with at(CALLED + timedelta(days=1)):
        scenes.votes.people(6)
        other = scenes.freeze()
    later = VOTING + timedelta(days=7)
    with at(VOTING - timedelta(days=8), 8):
        moved(race, later)
    race.post()
    with at(later - timedelta(days=4)):
        taking = partial(by, race.runners[0], "take_roll", fresh(race).election.ref, roll=other.number)
        assert rules_of(taking) == {"roll_before_the_list"}
