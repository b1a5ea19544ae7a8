"""Two whom the clerk had not let in stood for ever under “it was done all the same”, though their place stayed empty;
and whoever came herself to the place that a proxy had filled stood there in red, though nobody had done wrong."""

from datetime import timedelta

import pytest

from tests.journeys.pages import page
from tests.meetings import scenes
from tests.meetings.scenes import EVENING, at
from tests.meetings.test_a_proxy_that_nobody_gave import Evening, evening, family, meeting

__all__ = ["evening", "family", "meeting"]
pytestmark = pytest.mark.django_db
DONE = {"zh": "事情照样办了", "en": "It was done all the same"}
EMPTY = {"zh": "有人来了，没有计入到会：位置空着。", "en": "Somebody was not let in, and did not count"}
WHY = {"zh": "代理要有书面委托", "en": "A proxy needs a written authorisation"}
THEMSELVES = {"zh": "本人来了：代理从这时起结束", "en": "came themselves to a place"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whoever_was_not_let_in_is_told_as_that(evening: Evening, language: str) -> None:
    path, keys = f"meetings/{evening.meeting.number}/", evening.keys
    with at(EVENING, 19, 5):
        assert (DONE[language] in page(path, language), EMPTY[language] in page(path, language)) == (False, False)
        scenes.leave(evening.meeting, keys[1:2])
    with at(EVENING, 19, 6):
        scenes.admit(evening.meeting, keys[1:2], how="proxy", person=evening.family[2])
        shown = page(path, language)
    assert (EMPTY[language] in shown, WHY[language] in shown) == (True, True)
    assert DONE[language] not in shown
    with at(EVENING + timedelta(days=1), 8):  # entered the day after: that was done all the same
        scenes.admit(evening.meeting, keys[1:2], at="19:10")
        shown = page(path, language)
    assert (DONE[language] in shown, EMPTY[language] in shown) == (True, True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whoever_took_her_own_place_did_no_wrong(evening: Evening, language: str) -> None:
    with at(EVENING, 19, 5):
        entry = scenes.admit(evening.meeting, evening.keys[:1]).entry
        shown = page(f"meetings/{evening.meeting.number}/", language)
        assert THEMSELVES[language] in page(f"log/{entry.ref}/", language)
    assert (DONE[language] in shown, THEMSELVES[language] in shown) == (False, False)
