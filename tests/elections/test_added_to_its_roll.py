"""Places added to the roll of an election that nothing bears out: looked at by people, however many names a ballot has.

Seen before: with many candidates none had as many votes as people were added, and only so many of those were taken off
the turnout: that it hung on them was said nowhere.
"""

from datetime import timedelta

import pytest

from tests import stage
from tests.disclosure.scenes import resident
from tests.elections.scenes import CLERK, VOTING, Race, at

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize(("outsiders", "decide"), [(5, True), (4, False)])
def test_whether_enough_voted_is_asked_without_all_of_them(outsiders: int, decide: bool) -> None:
    """Of sixteen and the outsiders fifteen voted, on ballots that name two each: four votes for every candidate."""
    race = Race(standing=7, voters=16)
    race.post()
    with at(VOTING - timedelta(days=1)):
        for number in range(outsiders):
            facts = {"change": "add", "who": resident(f"外人{number}"), "reason": "left_out"}
            stage.act("ballots.correct_roll", CLERK, race.roll.ref, **facts)
    race.open()
    race.count({f"c{place}": 4 for place in range(1, 8)}, blank=1)
    marks = {one.rule for one in race.declare().entry.findings if not one.ok}
    assert ("adds_decide" in marks) is decide
