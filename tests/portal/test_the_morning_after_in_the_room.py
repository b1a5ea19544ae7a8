"""An evening on paper is entered the morning after. The room said of every entry that it did not count, or that there
were too few to decide, for no more than the mark that it came later; the desk named neither the vote that waits for
its list nor the room, and a list to print led to no list."""

import re

import pytest
from django.test import Client

from sunward.meetings.models import Meeting
from tests.journeys.dark import LIST, MORNING, put
from tests.meetings import scenes
from tests.meetings.scenes import EVENING, at
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.portal.test_a_file_is_chosen_again import picture
from tests.stage import CLERK, CODE, DIRECTOR, holder

pytestmark = pytest.mark.usefixtures("community")
NOT_COUNTED, TOO_FEW, NOTED = "按下面的规则不计入", "人数不够，还不能表决", "已登记，注明："
TO_ENTER = "当时的票凭签了字的名单补记，最晚"


def entered(client: Client, meeting: Meeting, **facts: object) -> str:
    """What the room says of an entry once it is made."""
    done = client.post(f"/zh/c/{CODE}/meetings/{meeting.number}/room/", facts)
    assert done.status_code == 302, done.content.decode()
    return client.get(done["Location"].partition("#")[0]).content.decode()


def test_what_counts_and_was_only_entered_later_is_not_said_to_be_left_out(client: Client) -> None:
    """Failed before: both sentences stood over a mere mark."""
    meeting, _item, keys = scenes.called(9)
    clerk = signed_in(client, holder(CODE, CLERK))
    with at(MORNING, 9):
        came = {"do": "admit", "places": [str(key) for key in keys[:7]], "how": "door_list", "at": "18:50"}
        page = entered(clerk, meeting, **came, proof=picture())
        assert NOTED in page
        assert NOT_COUNTED not in page
        page = entered(clerk, meeting, do="open", at="19:05")
        assert NOTED in page
        assert TOO_FEW not in page


def test_what_does_not_count_and_too_few_are_still_told(client: Client) -> None:
    meeting, _item, keys = scenes.called(9)
    clerk = signed_in(client, holder(CODE, CLERK))
    with at(EVENING, 19, 5):
        stands_in = {"how": "proxy", "person": holder(CODE, DIRECTOR)}
        page = entered(clerk, meeting, do="admit", places=[str(keys[0])], **stands_in)
        assert NOT_COUNTED in page
        assert NOTED not in page
        entered(clerk, meeting, do="admit", places=[str(key) for key in keys[:2]], how="door_list")
        page = entered(clerk, meeting, do="open")
        assert TOO_FEW in page
        assert NOTED not in page


def test_the_desk_names_the_vote_that_waits_for_its_list(client: Client) -> None:
    evening = scenes.called(9)
    meeting, item, keys = evening
    with at(MORNING, 9):
        scenes.admit(meeting, keys[:7], at="18:50", proof=paper(LIST))
        scenes.act("meetings.open_session", CLERK, meeting.ref, at="19:05")
    put(evening)
    with at(MORNING, 10):
        for post in (CLERK, DIRECTOR):
            page = signed_in(client, holder(CODE, post)).get(f"/zh/c/{CODE}/desk/").content.decode()
            assert f"“{item.title}”" in page
            assert f"{TO_ENTER} 3月19日" in re.sub(r"\s+", " ", page)
            assert f"/meetings/{meeting.number}/room/" in page


def test_the_list_to_print_is_one_step_away(client: Client) -> None:
    meeting, _item, _keys = scenes.called(6)
    assert meeting.roll
    with at(EVENING, 18, 30):
        page = signed_in(client, holder(CODE, CLERK)).get(f"/zh/c/{CODE}/desk/").content.decode()
    assert f'href="/zh/c/{CODE}/rolls/{meeting.roll.number}/list/"' in page
