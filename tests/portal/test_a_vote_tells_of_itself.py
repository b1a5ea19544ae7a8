"""Two questions are put to one room, by one roll. The proofs of the first listed how the second was opened."""

import pytest

from sunward.record import activity
from tests.journeys.pages import page
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, EVENING, at
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community", "own_keys")


def test_its_proofs_are_its_own() -> None:
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(5))
        meeting = scenes.convene(CODE, roll=roll.number)
        items = [scenes.add_item(meeting, title=title) for title in ("修路", "种树")]
        scenes.notify(meeting)
    with at(EVENING):
        scenes.open_with(scenes.again(meeting), scenes.entries(roll))
        first, second = (scenes.put(item) for item in items)
        words, others = (page(f"votes/{vote.number}/", "en") for vote in (first, second))
        newest = activity.about([first.ref, roll.ref], limit=1, apart="vote")
    assert [one.result for one in newest] == [first.ref], "others take no place from them"
    assert (first.number in words, second.number in words) == (True, False)
    assert (first.number in others, second.number in others) == (False, True)
