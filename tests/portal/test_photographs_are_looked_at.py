"""Whoever has to judge whether it hung or people were told looks at the photograph; others where they may."""

import hashlib
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from sunward.disclosure.models import Publication
from tests import stage
from tests.disclosure.scenes import MONDAY, day, post, resident
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, act, at
from tests.papers import png
from tests.portal.pages import signed_in
from tests.stage import ACCOUNTANT, CLERK, CODE, DIRECTOR, INSPECTOR, SUPERVISION_MEMBER, SUPERVISOR, holder

pytestmark = pytest.mark.django_db
BOARD, SIGNED, POSTER = png("东门公开栏"), png("签收单"), png("海报")


@pytest.fixture(autouse=True)
def kept(settings: Settings, tmp_path: Path) -> None:
    settings.SUNWARD_FILES = tmp_path


def photographed(row: Publication, picture: bytes = BOARD) -> str:
    """A resident's telephone is enough: the address of the picture."""
    with day(MONDAY):
        facts = {"board": "东门", "hangs": "yes", "photograph": SimpleUploadedFile("board", picture)}
        stage.act("disclosure.photograph_board", CLERK, row.ref, **facts)
    return f"/zh/c/{CODE}/publications/{row.number}/photographs/{hashlib.sha256(picture).hexdigest()}/"


def looks(address: str, person: str = "") -> tuple[int, bytes]:
    client = signed_in(Client(), person) if person else Client()
    answer = client.get(address)
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content


def links(address: str, word: str, person: str = "") -> list[str]:
    client = signed_in(Client(), person) if person else Client()
    page = client.get(f"/zh/c/{CODE}/{address}").content.decode()
    return re.findall(rf'href="([^"]+/{word}/[^"]+)"', page)


def test_a_public_board_is_public_from_the_page_of_the_posting(community: str) -> None:
    row = post(MONDAY)
    address = photographed(row)
    with day(MONDAY):
        assert links(f"publications/{row.number}/", "photographs") == [address]
        assert looks(address) == (200, BOARD)
        assert looks(address.replace(hashlib.sha256(BOARD).hexdigest(), "0" * 64))[0] == 404
        other = post(MONDAY, title="另一份")
        assert looks(address.replace(row.number, other.number))[0] == 404, "it was entered for the first alone"


@pytest.mark.parametrize("post_held", [SUPERVISOR, SUPERVISION_MEMBER, INSPECTOR, DIRECTOR])
def test_a_board_with_names_is_for_its_readers_and_those_who_judge(community: str, post_held: str) -> None:
    row = post(MONDAY, audience="residents", text="给居民的话")
    address, neighbour = photographed(row), resident("吴秋")
    with day(MONDAY):
        assert looks(address)[0] == 302, "whoever is not signed in is asked to"
        assert links(f"publications/{row.number}/", "photographs") == []
        assert looks(address, neighbour) == (200, BOARD)
        officer = holder(CODE, post_held)
        assert links(f"publications/{row.number}/", "photographs", officer) == [address]
        assert looks(address, officer) == (200, BOARD)


def test_one_picture_of_two_postings_is_for_who_may_read_both(community: str) -> None:
    """Before, nobody could look at any; now the wider posting does not open what hangs beside it with names."""
    public, narrow = post(MONDAY), post(MONDAY, title="党员名单", audience="party_members", text="名单")
    address, _same = photographed(public), photographed(narrow)
    neighbour = resident("吴秋")
    with day(MONDAY):
        status, page = looks(address, neighbour)
        assert status == 403
        assert "照片上各份公开的读者能打开" in page.decode()
        assert looks(address, holder(CODE, INSPECTOR)) == (200, BOARD)


def test_who_looks_at_the_proof_of_a_notice(community: str) -> None:
    """A poster hangs for everybody; a signed list carries names, and is for those who judge and who gave notice."""
    with at(CALLED, 9):
        people = scenes.people(4)
        scenes.freeze(people)
        meeting = scenes.convene()
        scenes.add_item(meeting)
        for channel, content in (("poster", POSTER), ("visit", SIGNED)):
            proof = SimpleUploadedFile(channel, content)
            act("meetings.give_notice", CLERK, meeting.ref, channel=channel, given_on=CALLED, proof=proof)
    page = f"meetings/{meeting.number}/"
    poster, visit = (f"/zh/c/{CODE}/{page}notices/{channel}/" for channel in ("poster", "visit"))
    with at(CALLED, 12):
        assert links(page, "notices") == [poster]
        assert looks(poster) == (200, POSTER)
        assert looks(visit)[0] == 302, "whoever is not signed in is asked to"
        status, words = looks(visit, people[0])
        assert status == 403, "one of those on the list reads no other's number"
        assert "可以问监督委员会" in words.decode()
        assert links(page, "notices", people[0]) == [poster]
        for judge in (SUPERVISOR, SUPERVISION_MEMBER, INSPECTOR, CLERK, DIRECTOR):
            assert links(page, "notices", holder(CODE, judge)) == [poster, visit], judge
            assert looks(visit, holder(CODE, judge)) == (200, SIGNED), judge
        assert looks(visit, holder(CODE, ACCOUNTANT))[0] == 403, "an office that told nobody"
        assert looks(f"/zh/c/{CODE}/{page}notices/page/")[0] == 404, "the page proves itself"
        assert looks(f"/zh/c/{CODE}/{page}notices/letter/")[0] == 404


def test_an_officer_of_another_community_looks_at_nothing_here(community: str) -> None:
    row = post(MONDAY, audience="residents", text="给居民的话")
    address = photographed(row)
    stage.found("heping")
    with day(MONDAY):
        assert looks(address, holder("heping", SUPERVISOR))[0] == 403
        assert looks(address.replace(CODE, "heping"), holder("heping", SUPERVISOR))[0] == 404
