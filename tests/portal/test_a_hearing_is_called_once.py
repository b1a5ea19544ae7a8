"""A hearing that was called is not asked for again: the desk says that it comes, or that its opinions wait.

Seen before: until the last opinion was answered the desk said “next: the hearing” with a button to call one, and the
button stayed when the matter was decided.
"""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.decisions import queries as decisions
from sunward.decisions.models import Matter
from sunward.kernel.viewer import Viewer
from sunward.portal.desk import waiting
from tests import stage
from tests.decisions import scenes
from tests.decisions.scenes import open_matter
from tests.meetings import hearing_scenes as hearings
from tests.meetings.hearing_scenes import CALLED, EVENING, OPENED, at
from tests.portal.pages import signed_in
from tests.stage import CODE, DIRECTOR, holder

pytestmark = pytest.mark.usefixtures("community", "own_keys")
CALL = "decisions.call_hearing"
ANSWERED = EVENING + timedelta(days=3)


def offered(on: date, matter: Matter) -> bool:
    """Whether the director's desk, or the page of the matter, has the button."""
    director = holder(CODE, DIRECTOR)
    with at(on, 9):
        waits = waiting.things_to_do(Viewer(CODE, director, frozenset({DIRECTOR})), on)
        page = signed_in(Client(), director).get(f"/zh/c/{CODE}/matters/{matter.number}/").content.decode()
    desk = any(option.act.name == CALL for item in waits if item.subject == matter.ref for option in item.options)
    there = f"do/{CALL}/" in page
    assert not desk or there
    return there


def what_is_said(on: date) -> str:
    with at(on, 9):
        return str([one.what.zh for one in decisions.needs_say(CODE, on)])


def test_it_is_offered_until_one_is_called_and_again_once_it_was_cancelled() -> None:
    matter = hearings.parking()
    assert offered(OPENED, matter)
    meeting = hearings.called(matter)
    assert not offered(CALLED + timedelta(days=1), matter)
    assert f"听证会 {meeting.number}" in what_is_said(CALLED + timedelta(days=1))
    with at(CALLED + timedelta(days=2)):
        stage.act("meetings.cancel_meeting", DIRECTOR, meeting.ref, because="场地漏水")
    assert offered(CALLED + timedelta(days=3), matter)
    assert "下一步：听证会（" in what_is_said(CALLED + timedelta(days=3))


def test_held_it_waits_for_its_answers_and_afterwards_for_nothing() -> None:
    matter = hearings.parking()
    meeting, _people = hearings.ready(matter)
    opinions = hearings.held(meeting)
    day = EVENING + timedelta(days=2)
    assert f"下一步：答复听证会 {meeting.number} 上的意见" in what_is_said(day)
    assert not offered(day, matter)
    for opinion in opinions:
        hearings.answer(opinion, ANSWERED)
    assert not offered(ANSWERED + timedelta(days=1), matter)


def test_after_the_decision_it_is_offered_no_more() -> None:
    matter = open_matter()
    assert offered(OPENED, matter)
    scenes.deliberate(matter)
    scenes.resolve(matter)
    assert not offered(scenes.MEETING + timedelta(days=1), matter)
