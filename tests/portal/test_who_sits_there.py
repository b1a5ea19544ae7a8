"""Whoever hands out sheets read “代表01: hand out a sheet”, though she was at home and somebody sat there for her; the
list of hands named her alone, and whoever came herself was on no list to be let in by. Each says who sits there now."""

import re

import pytest

from sunward.ballots.models import Vote
from tests import stage
from tests.by_links import Walk
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, act, at
from tests.meetings.test_a_proxy_that_nobody_gave import Evening, evening, family, meeting
from tests.meetings.test_the_collective_sends_somebody import CHAIR
from tests.stage import CODE

__all__ = ["evening", "family", "meeting"]
pytestmark = pytest.mark.django_db
BY = {"zh": "（由代表03代理）", "en": "(by the proxy 代表03"}
GOES = {"zh": "票交给在会场代理的代表03。", "en": "The sheet goes to 代表03"}
ITSELF = {"zh": "本人来了", "en": "has come themselves"}


def clerk(language: str, path: str, evening: Evening) -> Walk:
    top = (
        ("/matters/", "/meetings/", f"/meetings/{evening.meeting.number}/")
        if "room" in path
        else ("/matters/", "/votes/")
    )
    return Walk(stage.holder(CODE, CLERK), language).go(*top, path)


def section(walk: Walk, name: str) -> str:
    found = walk.html.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", found))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_room_lets_in_whoever_has_a_proxy_there(evening: Evening, language: str) -> None:
    with at(EVENING, 19, 5):
        room = clerk(language, f"/meetings/{evening.meeting.number}/room/", evening)
        out, here = section(room, "h-in"), section(room, "h-out")
        assert (BY[language] in out, ITSELF[language] in out) == (True, True)
        assert BY[language] in here
        assert here.count(BY[language]) == 1, "the others came themselves"
        box = re.search(r'name="places" value="(\d+)"[^>]*><span>(?:<span[^>]*>)?代表01', room.html)
        assert box
        room.send(do="admit", places=box[1], how="door_list")
        assert evening.filled() == ["door_list"]
        room = clerk(language, f"/meetings/{evening.meeting.number}/room/", evening)
        assert BY[language] not in room.words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sheets_and_hands_say_who_sits_there(evening: Evening, language: str) -> None:
    with at(EVENING, 19, 10):
        act("meetings.open_session", CLERK, evening.meeting.ref)
        scenes.put(evening.item, CHAIR, channels="paper,hands")
        vote = Vote.objects.get()
        read = [
            clerk(language, f"/votes/{vote.number}/", evening).go(way)
            for way in (f"/votes/{vote.number}/door/", f"do/ballots.count_hands/vote:{vote.number}/")
        ]
        door = read[0]
        for one in read:
            assert one.words.count(BY[language]) == 1
        assert GOES[language] in door.words
    evening.denies(19, 12)
    with at(EVENING, 19, 13):
        door = clerk(language, f"/votes/{vote.number}/", evening).go(f"/votes/{vote.number}/door/")
        assert BY[language] not in door.words


def test_the_roll_call_names_who_answers(evening: Evening) -> None:
    with at(EVENING, 19, 10):
        act("meetings.open_session", CLERK, evening.meeting.ref)
        scenes.put(evening.item, CHAIR, channels="roll_call")
        vote = Vote.objects.get()
        page = clerk("zh", f"/votes/{vote.number}/", evening).go(f"/votes/{vote.number}/roll-call/")
    assert page.words.count(BY["zh"]) == 1
