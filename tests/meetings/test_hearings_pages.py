"""What the pages of hearings say: opinions beside their answers, how to repeat a draw, which decision rests on it."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.meetings import queries
from tests import stage
from tests.decisions import scenes as deciding
from tests.meetings import hearing_scenes as scenes
from tests.meetings.hearing_scenes import CALLED, EVENING, at
from tests.portal.pages import signed_in
from tests.stage import CODE, DIRECTOR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
LATER = EVENING + timedelta(days=10)


def read(client: Client, address: str, language: str = "en") -> str:
    response = client.get(f"/{language}/c/{CODE}/{address}", follow=True)
    assert response.status_code == 200, (address, response.status_code)
    return unescape(response.content.decode())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_concluded_hearing_shows_everything_and_no_name(client: Client, language: str) -> None:
    matter = scenes.parking()
    meeting = scenes.concluded(matter)
    decision = deciding.resolve(matter, LATER, hearing=meeting.number)
    with at(LATER, 12):
        page = read(client, f"hearings/{meeting.number}/", language)
        about = read(client, f"matters/{matter.number}/", language)
    draw = meeting.draw
    for word in (draw.root, draw.seed, draw.thrown, "sha256sum", "python3 -c", decision.number, matter.number):
        assert word in page
    assert "居民0" not in page
    assert len(re.findall("号的意见", page)) == 8
    assert f"hearings/{meeting.number}/" in about or f"meetings/{meeting.number}/" in about
    assert meeting.number in about


def test_the_address_of_any_meeting_leads_to_its_page(client: Client) -> None:
    meeting = scenes.called(scenes.parking())
    with at(CALLED, 12):
        assert client.get(f"/en/c/{CODE}/meetings/{meeting.number}/").headers["Location"].endswith(
            f"/hearings/{meeting.number}/"
        )  # fmt: skip
        assert client.get(f"/en/c/{CODE}/hearings/XY-M-2026-999/").status_code == 404


def test_silence_is_said_on_the_page_and_among_the_overdue(client: Client) -> None:
    meeting, _people = scenes.ready()
    scenes.held(meeting)
    late = EVENING + timedelta(days=20)
    with at(late, 12):
        assert "Silence: 6 days past the day for an answer." in read(client, f"hearings/{meeting.number}/")
        assert "8 opinions of a hearing without an answer" in read(client, "overdue/")


def test_whoever_answers_finds_the_form_at_the_opinion(client: Client) -> None:
    meeting, _people = scenes.ready()
    opinions = scenes.held(meeting)
    director = signed_in(client, stage.holder(CODE, DIRECTOR))
    with at(EVENING + timedelta(days=2), 12):
        page = read(director, f"hearings/{meeting.number}/")
        address = f"/en/c/{CODE}/do/meetings.dispose_opinion/opinion:{opinions[0].number}/"
        assert address in page
        sent = director.post(address, {"disposition": "adopted", "why": "可行。", "key": "once"})
        assert sent.status_code == 302
        assert "1 of 8 opinions answered" in read(director, f"hearings/{meeting.number}/")


def test_the_rules_say_when_people_are_heard_first(client: Client) -> None:
    with at(CALLED, 12):
        page = read(client, "charter/")
    assert "no decision without it" in page
    assert "8 speakers by lot" in page
    assert "a petition of 1/20 of the" in page


def test_the_page_costs_the_same_with_one_opinion_and_with_eight() -> None:
    costs = []
    for number in (1, 8):
        meeting, _people = scenes.ready()
        scenes.held(meeting, opinions=number)
        with at(EVENING, 23), CaptureQueriesContext(connection) as asked:
            assert queries.hearing_page(meeting.number, EVENING)
        costs.append(len(asked))
    assert costs[0] == costs[1]
