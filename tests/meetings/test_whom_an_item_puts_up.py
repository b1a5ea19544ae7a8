"""Whom an item puts to the vote, an election committee for instance, neither counts that vote nor settles it."""

import pytest

from sunward.ballots.counting.stakes import parties_to
from sunward.meetings.models import Meeting
from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, at, broken

pytestmark = pytest.mark.django_db


def test_whoever_is_put_up_counts_no_hands(community: str) -> None:
    supervisor = stage.holder(community, stage.SUPERVISOR)
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
        item = scenes.add_item(meeting, concerns=supervisor)
        scenes.notify(meeting)
    keys = scenes.entries(roll)
    with at(EVENING, 19, 30):
        scenes.open_with(Meeting.objects.get(pk=meeting.pk), keys)
        vote = scenes.put(item)
        assert parties_to(vote) == {supervisor}
        given = {"chosen": {"for": 9}, "entries": scenes.listed(keys), "counted_with": supervisor}
        assert broken(lambda: scenes.act("ballots.count_hands", CLERK, vote.ref, **given)) >= {"not_a_party"}
