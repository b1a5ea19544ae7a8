"""A poll of fifteen minutes at eleven at night; candidates posted in the hour of the call, and nobody else stood."""

from datetime import timedelta

import pytest

from tests.ballots.scenes import rules_of
from tests.elections import scenes
from tests.elections.scenes import CALLED, VOTING, Race, at, by

pytestmark = pytest.mark.usefixtures("community")


def test_a_poll_is_open_for_six_hours_and_marked_when_it_ends_before_people_are_home() -> None:
    race = Race()
    race.post()
    opens = lambda closes: by(race.runners[0], "open_poll", race.election.ref, booths=1, closes=closes)  # noqa: E731
    with at(VOTING, 23):
        assert rules_of(lambda: opens("23:15")) == {"open_long_enough"}
    with at(VOTING, 8):
        assert rules_of(lambda: opens("13:59")) == {"open_long_enough", "closes_at_its_hour"}
        done = opens("18:00")  # a Friday
    assert [one.rule for one in done.entry.findings if not one.ok] == ["ends_in_working_hours"]


def test_a_poll_until_the_evening_has_no_mark() -> None:
    race = Race()
    race.post()
    with at(VOTING, 8):
        done = by(race.runners[0], "open_poll", race.election.ref, booths=1, closes="19:00")
    assert [one.rule for one in done.entry.findings if not one.ok] == []


def test_candidates_hang_three_days_after_the_roll_was_settled_and_somebody_else_can_stand() -> None:
    race = Race(standing=3)
    post = lambda: by(race.runners[0], "post_candidates", race.election.ref)  # noqa: E731
    with at(CALLED, 11, 5):
        assert rules_of(post) == {"nominations_open"}
    with at(CALLED + timedelta(days=2), 23):
        assert rules_of(post) == {"nominations_open"}
        scenes.stand(race.contest, race.people[8], race.people[-2:], on=CALLED + timedelta(days=2))
    with at(CALLED + timedelta(days=3)):
        post()


def test_the_days_count_from_the_first_roll() -> None:
    race = Race()
    with at(CALLED + timedelta(days=3)):
        by(race.runners[0], "take_roll", race.election.ref, roll=race.roll.number)
        by(race.runners[0], "post_candidates", race.election.ref)
