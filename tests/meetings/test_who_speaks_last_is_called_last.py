"""The rule book lets the party secretary speak last; the roll call had him answer first, for everybody to hear."""

import pytest
from django.test import Client

from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, CODE, EVENING, at
from tests.portal.pages import signed_in
from tests.stage import SECRETARY

pytestmark = pytest.mark.usefixtures("community")


def test_whom_a_rule_lets_speak_last_is_at_the_end_of_the_roll_call(client: Client) -> None:
    """Failed before: by the order of the roll."""
    with at(CALLED, 9):
        roll = scenes.freeze([stage.holder(CODE, SECRETARY), *scenes.people(6)])
        first, *others = scenes.entries(roll)
        meeting = scenes.convene()
        item = scenes.add_item(meeting)
        scenes.notify(meeting)
    with at(EVENING):
        scenes.open_with(meeting, [first, *others])
        vote = scenes.put(item, channels="roll_call")
        clerk = signed_in(client, stage.holder(CODE, CLERK))
        page = clerk.get(f"/en/c/{CODE}/votes/{vote.number}/roll-call/").content.decode()
    assert [page.index(f'id="n-{key}"') for key in (*others, first)] == sorted(
        page.index(f'id="n-{key}"') for key in (first, *others)
    )
