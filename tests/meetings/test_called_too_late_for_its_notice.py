"""A meeting called for a day so near that nobody could be told in time: whoever called it answers for that, and not the
clerk, who was blamed before; and a second call is not made for such a day as long as there are others."""

from datetime import timedelta

import pytest

from sunward.kernel.acts import Refused
from sunward.meetings import queries
from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, act, at

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize(("days", "owner"), [(12, CLERK), (4, DIRECTOR)])
def test_whoever_called_it_answers_for_a_day_too_near(days: int, owner: str) -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(5))
        meeting = scenes.convene(on=CALLED + timedelta(days=days))
    day = CALLED + timedelta(days=days - 1)
    [late] = [one for one in queries.overdue(stage.CODE, day) if one.subject == meeting.ref]
    assert late.owner_post == owner


def test_a_second_call_leaves_time_for_its_notice() -> None:
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 19):
        scenes.open_with(meeting, keys[:2])
        act("meetings.adjourn", DIRECTOR, meeting.ref)
    with at(EVENING, 20):
        with pytest.raises(Refused) as refusal:
            act("meetings.call_again", DIRECTOR, meeting.ref, held_on=EVENING + timedelta(days=2), at="19:00")
        [told] = [one for one in refusal.value.findings if one.breach]
        assert told.rule == "second_call_days"
        first = told.required.partition(" to ")[0]
        done = act("meetings.call_again", DIRECTOR, meeting.ref, held_on=first, at="19:00")
    assert done.result
    with at(EVENING, 20, 30):
        assert queries.notice_until(done.result.id) == EVENING
