"""“Being voted on in the room”, said the home of a show of hands that nobody had closed, a month after its evening, and
counted it among what residents can do."""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.ballots.models import RollEntry, Vote
from tests.journeys.pages import page
from tests.meetings import scenes
from tests.meetings.scenes import DIRECTOR, EVENING, act, at
from tests.portal.pages import signed_in
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community", "own_keys")
LATER = EVENING + timedelta(days=30)
LEFT = "its evening is over, and nobody has closed it; to close it: "
IN_ROOM = "being voted on in the room"


def put() -> tuple[Vote, list[int]]:
    """A show of hands, and who was there; nobody counts and nobody closes."""
    meeting, item, keys = scenes.called()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item)
    return vote, keys


def test_while_the_room_is_at_it_it_is_being_voted_on_also_past_midnight() -> None:
    put()
    for day, hour in ((EVENING, 20), (EVENING + timedelta(days=1), 1)):
        with at(day, hour):
            assert IN_ROOM in page("", "en")
            assert "open now" in page("votes/", "en")


def test_once_its_evening_is_over_it_is_told_as_left_open_and_by_whom_it_is_closed() -> None:
    vote, _keys = put()
    for day in (EVENING + timedelta(days=1), LATER):
        with at(day, 9):
            assert IN_ROOM not in page("", "en")
            for path in ("votes/", f"votes/{vote.number}/", f"meetings/{vote.about_id.rpartition('-')[0]}/"):
                assert LEFT in page(path, "en"), path
            listed = page("votes/", "en")
            assert "not closed" in listed
            assert "open now" not in listed
    with at(LATER, 9):
        assert "its evening is over and nobody has closed it" in page("overdue/", "en"), "no hour had been announced"
        assert "那一晚已经过去，没有人结束；由谁结束：" in page("votes/")


def test_its_meeting_closed_nobody_votes_in_the_room_any_more() -> None:
    vote, _keys = put()
    with at(EVENING, 21):
        act("meetings.close_session", DIRECTOR, scenes.Meeting.objects.get().ref)
        assert IN_ROOM not in page("", "en")
        assert LEFT in page("votes/", "en")
        assert LEFT in page(f"votes/{vote.number}/", "en")


def test_whoever_was_there_reads_on_their_desk_that_it_was_left_open(client: Client) -> None:
    _vote, keys = put()
    who = str(RollEntry.objects.get(pk=keys[0]).person)
    with at(LATER, 9):
        desk = signed_in(client, who).get(f"/en/c/{CODE}/desk/").content.decode()
    assert LEFT in desk
    assert "See how to vote" not in desk
