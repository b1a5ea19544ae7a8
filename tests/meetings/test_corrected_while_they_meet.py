"""A roll is corrected while people meet: room and vote go by the same one, as it stands when a question is put. Seen
before: the session went by the roll of its opening and the vote by that of its own, so that whoever was put back could
not come in and whoever was struck made up a quorum."""

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import RollEntry
from sunward.kernel import clock
from sunward.meetings.models import Meeting
from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, at

pytestmark = pytest.mark.usefixtures("community")


def who(key: int) -> str:
    return str(RollEntry.objects.get(pk=key).person)


def correct(meeting: Meeting, key: int, change: str) -> None:
    assert meeting.roll
    stage.act(
        "ballots.correct_roll", CLERK, meeting.roll.ref, change=change, who=who(key), reason="other", words="查过"
    )


def test_whoever_is_put_back_comes_in_and_votes() -> None:
    meeting, item, keys = scenes.called(4)
    with at(EVENING, 18, 40):
        correct(meeting, keys[3], "strike")
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, keys[:3])
    with at(EVENING, 19, 5):
        correct(meeting, keys[3], "add")
    with at(EVENING, 19, 10):
        assert scenes.admit(meeting, [keys[3]]).entry.public["came"] == 1
    with at(EVENING, 19, 30):
        vote = scenes.put(item, channels="hands")
        assert set(vote.in_room or ()) == set(keys)
        assert [one.rule for one in ballots.in_my_way(who(keys[3]), vote.number, clock.now())] == []


def test_whoever_is_struck_makes_up_no_quorum() -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, keys[:6])
    with at(EVENING, 19, 5):
        correct(meeting, keys[0], "strike")
    with at(EVENING, 19, 30):
        assert "quorum" in scenes.broken(lambda: scenes.put(item, channels="hands"))


def test_whoever_is_struck_is_not_waited_for() -> None:
    meeting, item, keys = scenes.called(4)
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, keys)
    with at(EVENING, 19, 5):
        correct(meeting, keys[3], "strike")
    with at(EVENING, 19, 30):
        vote = scenes.put(item, channels="hands")
        assert (set(vote.in_room or ()), vote.present) == (set(keys[:3]), 3)
    with at(EVENING, 19, 33):
        scenes.count_hands(vote, keys[:3], {"for": 3})
        scenes.certify(vote)
    tally = ballots.tally(vote.number)
    assert tally
    assert (tally.entitled, tally.present, tally.cast) == (3, 3, 3)
