"""Of one evening the meeting's page said that 7 came; the vote's page, the matter's and the resolution said that 8 were
present, with no word why."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.decisions.models import Decision
from sunward.portal.words.resolutions import resolution_in_words
from tests.ballots import scenes as votes
from tests.decisions import scenes as deciding
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, EVENING, at
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")


def test_the_vote_tells_who_was_in_the_room_from_who_was_not(client: Client) -> None:
    """Failed before: "Present 8", and 88 and 13 per cent."""
    meeting, item, keys = scenes.called(9)
    assert meeting.roll
    away = str(meeting.roll.entries.get(pk=keys[8]).person)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:7])
        vote = scenes.put(item, channels="hands,terminal,web", closes_at=f"{EVENING} 22:30")
        votes.cast(vote, away)
        scenes.confirm_hands(vote, keys[:7], {"for": 6, "against": 1})
    with at(EVENING, 22, 31):
        votes.close(vote)
        for language, said in (("zh", "到会 7，另有 1 人不在会场参加"), ("en", "7, and 1 who took part from outside")):
            page = client.get(f"/{language}/c/{CODE}/votes/{vote.number}/").content.decode()
            assert '<span class="share">88%</span>' in page
            assert '<span class="share">12%</span>' in page
            assert said in re.sub(r"\s+", " ", strip_tags(page.replace("</dt>", " ")))


@pytest.mark.usefixtures("own_keys")
def test_so_does_the_matter_and_the_resolution(client: Client) -> None:
    """Failed before: “应到 9 人，实到 8 人”, where the meeting's page said 7."""
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(9))
        matter = deciding.open_matter(CALLED, kind="asset_lease")
        meeting = scenes.convene()
        item = scenes.add_item(meeting, about=str(matter.ref))
        scenes.notify(meeting)
    keys = scenes.entries(roll)
    away = str(roll.entries.get(pk=keys[8]).person)
    with at(EVENING, 19, 5):
        scenes.open_with(scenes.again(meeting), keys[:7])
        vote = scenes.put(item, channels="hands,terminal,web", closes_at=f"{EVENING} 22:30")
        votes.cast(vote, away)
        scenes.confirm_hands(vote, keys[:7], {"for": 6, "against": 1})
    with at(EVENING, 22, 31):
        votes.close(vote)
        scenes.certify(vote)
        for language, there, came in (
            ("zh", "应到 9 人，实到 7 人", "应到 9 人，实到 7 人，另有 1 人不在会场参加"),
            ("en", "7 of 9 present", "7 of 9 present, and 1 who took part from outside the room"),
        ):
            pages = [client.get(f"/{language}/c/{CODE}/{path}/").content.decode()
                     for path in (f"meetings/{meeting.number}", f"matters/{matter.number}")]  # fmt: skip
            assert there in strip_tags(pages[0])
            assert came in strip_tags(pages[1])
        posted = resolution_in_words(Decision.objects.get().number, CODE)
        assert posted
        assert "应到 9，实到 7，不在会场参加 1，参加表决 8" in posted.zh
