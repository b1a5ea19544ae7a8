"""Of one evening the meeting's page said that 7 came and the vote's page that 8 were present, with no word why."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.ballots import scenes as votes
from tests.meetings import scenes
from tests.meetings.scenes import EVENING, at
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")


def test_the_vote_tells_who_was_in_the_room_from_who_was_not(client: Client) -> None:
    """Failed before: "Present 8", and 88 and 13 per cent."""
    meeting, item, keys = scenes.called(9)
    assert meeting.roll
    away = str(meeting.roll.entries.get(pk=keys[8]).person)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:7])
        vote = scenes.put(item, channels="hands,web", closes_at=f"{EVENING} 22:30")
        votes.cast(vote, away)
        scenes.confirm_hands(vote, keys[:7], {"for": 6, "against": 1})
    with at(EVENING, 22, 31):
        votes.close(vote)
        for language, said in (("zh", "到会 7，另有 1 人不在会场参加"), ("en", "7, and 1 who took part from outside")):
            page = client.get(f"/{language}/c/{CODE}/votes/{vote.number}/").content.decode()
            assert '<span class="share">88%</span>' in page
            assert '<span class="share">12%</span>' in page
            assert said in re.sub(r"\s+", " ", strip_tags(page.replace("</dt>", " ")))
