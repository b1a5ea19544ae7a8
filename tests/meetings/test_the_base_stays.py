"""The base of a decision is the roll as it stood when the vote opened: no later correction moves it, either way.
What is put afterwards goes by the roll as it stands then, and so does the room."""

import json
from collections.abc import Iterator

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import RollEntry
from sunward.kernel import events
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries
from sunward.meetings.events import ItemDecided
from sunward.meetings.models import Meeting
from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, at

pytestmark = pytest.mark.usefixtures("community")


@pytest.fixture
def heard() -> Iterator[list[ItemDecided]]:
    """What the contexts above are told of a decision."""
    found: list[ItemDecided] = []

    def listen(event: ItemDecided) -> None:
        found.append(event)

    events.subscribe(ItemDecided, listen)
    yield found
    events._subscribers[ItemDecided].remove(listen)


def correct(meeting: Meeting, change: str, keys: list[int], reason: str) -> None:
    for key in keys:
        who = str(RollEntry.objects.get(pk=key).person)
        assert meeting.roll
        stage.act("ballots.correct_roll", CLERK, meeting.roll.ref, change=change, who=who, reason=reason)


def bases(meeting: Meeting, heard: list[ItemDecided], vote: str) -> tuple[int, int, int, int]:
    """The base as the event, the tally, the room (of the next question) and the minutes of the count have it."""
    told, tally = heard[0].counts["body_members"], ballots.tally(vote)
    shown, counted = (
        queries.room(meeting.number, Viewer(meeting.community_code)),
        meeting.quorum_counts.order_by("id").last(),
    )
    assert tally
    assert shown
    assert counted
    assert (told["cast"], told["for"], told["against"]) == (tally.cast, tally.votes("for"), tally.votes("against"))
    return told["entitled"], tally.entitled, shown.entitled, counted.counts["body_members"]["entitled"]


def test_a_strike_after_the_vote_has_opened_changes_no_figure(heard: list[ItemDecided]) -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item)
    with at(EVENING, 19, 40):
        correct(meeting, "strike", [keys[0], *keys[7:]], "died")
        scenes.count_hands(vote, keys[:6], {"for": 4, "against": 2})
        scenes.certify(vote)
        assert bases(meeting, heard, vote.number) == (9, 9, 6, 9)
        assert heard[0].counts["body_members"]["present"] == 6
        scenes.act("meetings.close_session", CLERK, meeting.ref)
        assert '"entitled": 9' in json.dumps(scenes.minutes_of(meeting).content)


def test_somebody_put_back_after_the_vote_has_opened_does_not_count(heard: list[ItemDecided]) -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING, 9, 0):
        correct(meeting, "strike", keys[7:], "died")
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item)
    with at(EVENING, 20, 0):
        correct(meeting, "add", keys[7:], "entered_wrongly")
        scenes.count_hands(vote, keys[:6], {"for": 4, "against": 2})
        scenes.certify(vote)
        assert bases(meeting, heard, vote.number) == (7, 7, 9, 7)


def test_a_correction_between_the_opening_and_the_vote_counts_for_the_vote(heard: list[ItemDecided]) -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
    with at(EVENING, 19, 40):
        correct(meeting, "strike", keys[8:], "died")
        vote = scenes.put(item)
        scenes.count_hands(vote, keys[:6], {"for": 4, "against": 2})
        scenes.certify(vote)
    assert bases(meeting, heard, vote.number)[:2] == (8, 8)
