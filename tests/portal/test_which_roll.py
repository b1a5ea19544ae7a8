"""Whoever calls a meeting or a poll sees which roll it will count by: one of another class, frozen later, is none of
its own, and that is said before and not found out afterwards."""

from datetime import timedelta

import pytest

from sunward.ballots.models import Roll
from sunward.meetings.models import Meeting
from tests import stage
from tests.ballots import scenes as votes
from tests.by_links import Walk
from tests.elections.scenes import Race
from tests.elections.scenes import at as on_day
from tests.meetings.scenes import CALLED, at
from tests.stage import CLERK, CODE, DIRECTOR

pytestmark = pytest.mark.usefixtures("community")


def frozen(of: str) -> Roll:
    done = stage.act("ballots.freeze_roll", CLERK, stage.here(), body="residents_assembly", of=of)
    assert done.result
    return Roll.objects.get(number=done.result.id)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_meeting_says_which_roll_it_is_if_none_is_chosen(language: str) -> None:
    """Before, the box said "the roll that was frozen last", and took one of months before."""
    with at(CALLED, 9):
        votes.people(4)
        of_people = frozen("adults")
    with at(CALLED + timedelta(days=4), 9):
        of_households = frozen("household_delegates")
        walk = Walk(stage.holder(CODE, DIRECTOR), language).duties().go("do/meetings.convene/")
        empty = "不填就是" if language == "zh" else "Left empty"
        said = walk.words.partition(empty)[2].partition(" - ")[0]
        assert of_people.number in said
        assert of_households.number not in said
        assert of_households.number in walk.words
        walk.send(
            body="residents_assembly", title="开会", place="活动室", held_on=str(CALLED + timedelta(days=30)),
            at="19:00", called_by="residents_committee", in_office=DIRECTOR, roll=of_households.number,
        )  # fmt: skip
    assert Meeting.objects.get().roll == of_households


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_election_says_which_roll_it_is_if_none_is_chosen(language: str) -> None:
    race = Race()
    with on_day(CALLED, 11):
        to_election = ("/matters/", "/elections/", f"/elections/{race.election.number}/")
        walk = Walk(race.runners[0], language).go(*to_election, "do/elections.take_roll/")
        assert race.roll.number in walk.words.partition("不填就是" if language == "zh" else "Left empty")[2][:80]
