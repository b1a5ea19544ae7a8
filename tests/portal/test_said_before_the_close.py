"""What a close cannot put right any more is said before the button is pressed, and figures that cannot be are named.

Seen before: only the entry of the close said that five in the room had been counted by no channel; and "the figures
cannot be" named none of them.
"""

import pytest
from django.test import Client

from sunward.kernel.acts import Refused
from tests import stage
from tests.ballots import scenes as voting
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, at
from tests.portal.pages import signed_in
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")


def test_how_many_in_the_room_are_uncounted_and_which_figures_cannot_be() -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item, channels="paper", secret=True)
        for key in keys[:4]:
            voting.act("issue_paper", CLERK, vote, entry=key)
    with at(EVENING, 19, 45):
        form = f"/zh/c/{CODE}/do/ballots.close_vote/vote:{vote.number}/"
        clerk = signed_in(Client(), stage.holder(CODE, CLERK))
        assert "会场里还有2个可以投票的人没有计入任何渠道" in clerk.get(form).content.decode()
        voting.close(vote)
        assert "没有计入任何渠道" not in clerk.get(form).content.decode()
        with pytest.raises(Refused) as refused:
            voting.enter_paper(vote, {"for": 4, "against": 0}, ballots=3, issued=4, printed=4, not_returned=1)
    (wrong,) = (one for one in refused.value.findings if one.breach)
    assert "各选项一共 4 票，有效票 3 张" in wrong.text.zh
