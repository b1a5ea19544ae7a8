"""A sheet hangs at nine and an item joins the agenda at six in the evening of the same day: what a sheet does not name
it did not announce, and whoever enters it says at what time it was hung."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.ballots.models import Roll
from sunward.kernel.facts import FactsError
from sunward.meetings.models import AgendaItem, Meeting
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at, broken, shown
from tests.money.cases import paper
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]


@pytest.fixture
def called() -> tuple[Meeting, Roll, AgendaItem]:
    """Called at nine with one item; another came at six."""
    with at(CALLED, 9, 0):
        roll = scenes.freeze(scenes.people(6))
        meeting = scenes.convene()
        scenes.add_item(meeting)
    with at(CALLED, 18, 0):
        return meeting, roll, scenes.add_item(scenes.again(meeting), title="卖掉地下室")


def poster(meeting: Meeting, hour: str = "", channel: str = "poster", **facts: object) -> None:
    given = {"channel": channel, "given_on": CALLED, "proof": paper(channel), "hour": hour} | facts
    act("meetings.give_notice", CLERK, meeting.ref, **given)


def in_the_room(meeting: Meeting, roll: Roll) -> None:
    scenes.open_with(scenes.again(meeting), scenes.entries(roll))


def test_its_hour_is_asked_for(called: tuple[Meeting, Roll, AgendaItem]) -> None:
    """Seen before: entered in the evening with the day alone, the sheet of the morning announced what came after it."""
    meeting, _roll, _late = called
    with at(CALLED, 18, 5), pytest.raises(FactsError, match="几点|what time"):
        poster(meeting)
    for wrong in ("nine", "18:30", "8:59"):
        with at(CALLED, 18, 5), pytest.raises(FactsError, match="9:30|什么都没有|empty"):
            poster(meeting, wrong)


def test_what_came_after_the_first_sheet_is_for_discussion(
    called: tuple[Meeting, Roll, AgendaItem], client: Client
) -> None:
    meeting, roll, late = called
    with at(CALLED, 18, 5):
        poster(meeting, "9:30")
        assert shown("meetings.give_notice") >= {"notice_names_it"}
        scenes.notify(meeting, ["page"])
        page = " ".join(
            unescape(strip_tags(client.get(f"/en/c/{CODE}/meetings/{meeting.number}/").content.decode())).split()
        )
    assert "2 Mar 09:30" in page
    assert "does not name it: 卖掉地下室" in page
    with at(EVENING):
        in_the_room(meeting, roll)
        assert broken(lambda: scenes.put(late)) == {"agenda"}
        first = meeting.items.get(place=1)
        assert scenes.put(first).about_id == first.number


def test_what_the_page_had_announced_is_decided_and_marked(called: tuple[Meeting, Roll, AgendaItem]) -> None:
    meeting, roll, late = called
    with at(CALLED, 18, 5):
        scenes.notify(meeting, ["page"])
        poster(meeting, "9:30")
        assert shown("meetings.give_notice") >= {"notice_names_it"}
    with at(EVENING):
        in_the_room(meeting, roll)
        scenes.put(late)
        assert "notice_names_it" in shown("meetings.put_to_vote")


def test_a_new_sheet_with_the_item_on_it_announces_it(called: tuple[Meeting, Roll, AgendaItem]) -> None:
    """What an honest clerk does: prints it anew, hangs it, and says when."""
    meeting, roll, late = called
    with at(CALLED, 19, 0):
        poster(meeting, "18:30")
        assert "notice_names_it" not in shown("meetings.give_notice")
        scenes.notify(meeting, ["page"])
    with at(EVENING):
        in_the_room(meeting, roll)
        assert scenes.put(late).about_id == late.number
        assert "notice_names_it" not in shown("meetings.put_to_vote")


def test_nobody_is_asked_where_the_whole_agenda_was_there_at_once() -> None:
    with at(CALLED, 9, 0):
        scenes.freeze(scenes.people(6))
        meeting = scenes.convene()
        scenes.add_item(meeting)
    with at(CALLED + timedelta(days=1), 9):
        poster(meeting)
    assert scenes.again(meeting).agenda_fixed_on == CALLED
