"""Places added to a roll after its days for objections: the register bears them out, or every vote says otherwise.

Seen before: a clerk added four outsiders as "left out"; the entry of the correction said so, the vote and its result
did not.
"""

from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll
from tests.ballots import scenes as voting
from tests.disclosure.scenes import resident
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, SUPERVISION_MEMBER, at, marks
from tests.stage import cited

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize(("against", "decides"), [(2, False), (5, True)])
def test_outsiders_added_late_are_a_mark_on_the_vote_and_on_what_they_decide(against: int, decides: bool) -> None:
    meeting, item, _keys = scenes.called(9)
    roll = Roll.objects.get(meetings=meeting)
    with at(CALLED + timedelta(days=9), 9):
        for number in range(4):
            scenes.act("ballots.correct_roll", CLERK, roll.ref, change="add", who=resident(f"外人{number}"),
                       reason="left_out")  # fmt: skip
    keys = scenes.entries(roll)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item)
        assert marks("meetings.put_to_vote")["roll_added_unborne"] == "4"
        scenes.count_hands(vote, keys, {"for": 13 - against, "against": against})
        scenes.certify(vote)
    assert (marks("ballots.certify").get("adds_decide") == "4") is decides
    assert not decides or cited("adds_decide") == "", "no article speaks of it"
    assert cited("roll_added_unborne") == "", "nor of corrections that nothing bears out"


def test_whom_the_register_bears_out_is_no_mark_nor_whoever_is_struck_again() -> None:
    roll = Roll.objects.get(meetings=scenes.called(9)[0])
    with at(CALLED + timedelta(days=9), 9):
        outsider = resident("外人")
        scenes.act("ballots.correct_roll", CLERK, roll.ref, change="add", who=outsider, reason="left_out")
        assert "roll_added_unborne" in {one.rule for one in ballots.marks_of_roll(roll.pk)}
        strike = {"change": "strike", "who": outsider, "reason": "objection_upheld"}
        scenes.act("ballots.correct_roll", SUPERVISION_MEMBER, roll.ref, **strike)
        director = voting.stage.holder(voting.stage.CODE, DIRECTOR)
        scenes.act("ballots.correct_roll", CLERK, roll.ref, change="add", who=director, reason="left_out")
        assert "roll_added_unborne" not in {one.rule for one in ballots.marks_of_roll(roll.pk)}
