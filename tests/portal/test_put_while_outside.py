"""Whoever was not in the room when a question was put there alone is told that, and counted as that.

Seen before: the door said that such a person takes no part in the question, their own pages said nothing, and the page
of the vote said that sixty-three may vote where fifty can.
"""

import pytest
from django.test import Client

from tests import stage
from tests.by_links import TAGS, Walk
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, at
from tests.portal.pages import signed_in
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")


def said(person: str, address: str) -> str:
    html = signed_in(Client(), person).get(address).content.decode()
    return " ".join(TAGS.sub(" ", html).split())


@pytest.mark.parametrize(
    ("language", "door", "own", "desk", "may", "absent"),
    [
        ("zh", "付诸表决时不在会场，不参加这次表决。", "付诸表决时您不在会场", "您不参加这次表决", "可以投票 6",
         "在名册上，付诸表决时不在会场 3"),
        ("en", "Was not in the room when the question was put", "You were not in the room", "while you were not there",
         "May vote 6", "On the roll, and not in the room when the question was put 3"),
    ],
)  # fmt: skip
def test_whoever_came_after_the_question_reads_why_they_do_not_vote(
    language: str, door: str, own: str, desk: str, may: str, absent: str
) -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item, channels="paper", secret=True)
        late, there = (str(vote.roll.entries.get(pk=key).person) for key in (keys[8], keys[0]))
        address = f"/{language}/c/{CODE}/votes/{vote.number}/"
        clerk = stage.holder(CODE, CLERK)
        found = {name: said(clerk, f"{address}door/?q={name}") for name in ("代表09", "代表01")}
        assert door in found["代表09"]
        assert door not in found["代表01"]
        outside, inside = (said(one, address) for one in (late, there))
        assert own in outside
        assert own not in inside
        for words in (outside, inside):
            assert may in words
            assert absent in words
        assert desk in Walk(late, language).duties().words
        assert desk not in Walk(there, language).duties().words
