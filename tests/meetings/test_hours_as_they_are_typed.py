"""An hour is read as a Chinese keyboard writes it, with broad digits and a broad colon.

Failed before: "Write a time like 19:05", to whoever had written １９：０５.
"""

from datetime import timedelta

import pytest

from sunward.kernel import clock
from sunward.kernel.hours import read_time
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, act, at
from tests.meetings.test_corrected_while_they_meet import who
from tests.stage import CODE

TYPED = ("19:05", "19：05", "１９：０５", "１９:０５", "１９点０５分", "\u300019：5 ")


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_an_hour(typed: str) -> None:
    assert read_time(typed) == (19, 5)


@pytest.mark.parametrize("typed", ["1905", "１９０５", "19.05", "２５：００", "19：65", "", "："])
def test_what_is_none(typed: str) -> None:
    assert read_time(typed) is None


@pytest.mark.usefixtures("community")
@pytest.mark.parametrize("typed", TYPED)
def test_whoever_comes_goes_and_was_not_there_is_entered_at_it(typed: str) -> None:
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 19, 10):
        scenes.admit(meeting, keys[:7], at=typed)
        act("meetings.open_session", CLERK, meeting.ref, at=typed)
        act("meetings.deny_presence", "anyone", meeting.ref, by=who(keys[0]), came=typed)
    with at(EVENING, 19, 20):
        scenes.leave(meeting, keys[1:2], at=typed.replace("0", "1").replace("０", "１").replace("：5", "：15"))
    stays = meeting.attendance.order_by("entry_id")
    assert {one.came_at for one in stays} == {clock.moment(EVENING, 19, 5)}
    assert [one.denied_on is not None for one in stays] == [True, *[False] * 6]
    assert [one.left_at for one in stays if one.entry_id == keys[1]] == [clock.moment(EVENING, 19, 15)]


@pytest.mark.usefixtures("community")
def test_a_vote_on_the_web_closes_at_it() -> None:
    meeting, item, keys = scenes.called(9)
    closes = EVENING + timedelta(days=1)
    with at(EVENING, 19, 0):
        scenes.open_with(meeting, keys)
        typed = f"{closes}　20：00".translate(str.maketrans("0123456789-", "０１２３４５６７８９－"))
        vote = scenes.put(item, channels="web,hands,terminal", closes_at=typed)
    assert vote.closes_at == clock.moment(closes, 20)
    assert vote.community_code == CODE
