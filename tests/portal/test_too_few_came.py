"""An evening to which too few came: it is opened and adjourned as the rules say, nobody is asked why, and everybody
whom it concerns reads that it is to be called again, by whom and in which days."""

import re
from datetime import timedelta

import pytest
from django.utils import translation

from sunward.kernel.templatetags.sunward import short_date
from sunward.meetings import queries
from sunward.meetings.models import Meeting
from tests.by_links import Walk
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, EVENING, act, at
from tests.stage import ACCOUNTANT, CODE, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
MORNING = EVENING + timedelta(days=1)


@pytest.fixture
def opened() -> Meeting:
    """Two of nine came, and the evening was opened to find that out."""
    meeting, _item, keys = scenes.called(9)
    with at(EVENING):
        return scenes.open_with(meeting, keys[:2])


@pytest.fixture
def adjourned(opened: Meeting) -> Meeting:
    with at(EVENING, 20):
        act("meetings.adjourn", DIRECTOR, opened.ref)
    return scenes.again(opened)


def window(meeting: Meeting) -> tuple[str, str]:
    days = queries.days_to_call_again(meeting.number)
    assert days
    with translation.override("en"):
        return short_date(days[0]), short_date(days[1])


def delegate(meeting: Meeting) -> str:
    """Somebody on its roll who holds no other post."""
    assert meeting.roll
    return str(meeting.roll.entries.order_by("id")[4].person)


def page_of(walk: Walk, meeting: Meeting) -> Walk:
    return walk.go("/meetings/", f"/meetings/{meeting.number}/")


def test_its_page_asks_no_question_of_the_opening_and_says_what_comes(adjourned: Meeting) -> None:
    """Seen before: the lawful opening stood for ever under what asks a question, and of a second call not a word."""
    with at(MORNING, 9):
        page = Walk(delegate(adjourned), "en").duties().go(f"/meetings/{adjourned.number}/")
        first, last = window(adjourned)
        assert f"It is to be called again, and held from {first} to {last}." in page.words
        asked = page.words.partition("What asks a question here")[2]
        assert "open the session" not in asked.lower().partition("proof")[0]


def test_it_waits_on_the_desk_of_whoever_calls_it_again(adjourned: Meeting) -> None:
    with at(MORNING, 9):
        first, last = window(adjourned)
        desk = Walk(holder(CODE, DIRECTOR), "en").duties()
        assert "adjourned without a decision: to be called again" in desk.words
        in_words = Walk(holder(CODE, DIRECTOR), "zh").duties().words
        assert re.search(r"再次召集，\d+月\d+日至\d+月\d+日开", in_words)
        address = f"do/meetings.call_again/meeting:{adjourned.number}/"
        assert desk.links(address)
        assert f"held from {first} to {last}" in desk.go(address).words  # before anything is typed
        assert not Walk(holder(CODE, ACCOUNTANT), "en").duties().links(address)


def test_whoever_is_on_its_roll_reads_that_it_comes_again(adjourned: Meeting) -> None:
    """Seen before: their own page did not say that nothing had been decided."""
    with at(MORNING, 9):
        first, last = window(adjourned)
        words = Walk(delegate(adjourned), "en").duties().words
        assert "adjourned, nothing was decided" in words
        assert f"held from {first} to {last}" in words


def test_called_again_it_is_told_of_no_more(adjourned: Meeting) -> None:
    with at(MORNING, 9):
        act("meetings.call_again", DIRECTOR, adjourned.ref, held_on=EVENING + timedelta(days=9), at="19:00")
        assert queries.days_to_call_again(adjourned.number) is None
        desk = Walk(holder(CODE, DIRECTOR), "en").duties()
        assert not desk.links(f"do/meetings.call_again/meeting:{adjourned.number}/")
        assert "It is to be called again" not in page_of(Walk("", "en"), adjourned).words


def test_the_room_offers_what_can_be_done_with_so_few(opened: Meeting) -> None:
    """Seen before: “all that can be done is to adjourn”, and beside it the ways to a vote and to the close."""
    with at(EVENING, 20):
        room = page_of(Walk(holder(CODE, CLERK), "en"), opened).go("/room/")
        assert "All that can be done is to adjourn" in room.words
        assert "Adjourn: too few came" in room.words
        assert "Close the session" not in room.words
        assert not room.links("do/meetings.put_to_vote/")
        assert opened.roll
        scenes.admit(opened, scenes.entries(opened.roll)[2:8])
        room = page_of(Walk(holder(CODE, CLERK), "en"), opened).go("/room/")
        assert room.links("do/meetings.put_to_vote/")
        assert "Close the session" in room.words


def test_once_its_days_are_over_nobody_is_asked_to_call_it_again(adjourned: Meeting) -> None:
    """The desk went on asking for a day that the form would refuse; what is left is a new call, until there is one."""
    days = queries.days_to_call_again(adjourned.number)
    assert days
    after, again = days[1] + timedelta(days=1), f"do/meetings.call_again/meeting:{adjourned.number}/"
    with at(days[1], 9):
        assert Walk(holder(CODE, DIRECTOR), "en").duties().links(again)
    with at(after, 9):
        desk = Walk(holder(CODE, DIRECTOR), "en").duties()
        assert not desk.links(again)
        assert "not called again by" in desk.words
        assert desk.links("do/meetings.convene/")
        scenes.convene(on=after + timedelta(days=14))
        assert "not called again by" not in Walk(holder(CODE, DIRECTOR), "en").duties().words
