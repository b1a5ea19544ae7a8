"""A form that comes back says at its file field that the photograph must be chosen again: no browser keeps it."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from tests.disclosure.scenes import MONDAY, day, post
from tests.meetings import scenes
from tests.meetings.scenes import EVENING, at
from tests.papers import png
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, holder

pytestmark = pytest.mark.django_db
AGAIN = {"zh": "文件没有留下来，请重新选一次。", "en": "Choose the file again: it was not kept"}


@pytest.fixture(autouse=True)
def kept(settings: Settings, tmp_path: Path) -> None:
    settings.SUNWARD_FILES = tmp_path


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("board.png", png("公开栏"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_board_was_left_out_and_the_photograph_is_gone(community: str, client: Client, language: str) -> None:
    """Before, the form came back with the name of the board to be filled in, and the next press was refused again."""
    row, clerk = post(MONDAY), signed_in(client, holder(CODE, CLERK))
    address = f"/{language}/c/{CODE}/do/disclosure.photograph_board/{row.ref}/"
    with day(MONDAY):
        assert AGAIN[language] not in clerk.get(address).content.decode()
        back = clerk.post(address, {"hangs": "yes", "photograph": picture()})
        assert back.status_code == 422
        assert back.content.decode().count(AGAIN[language]) == 1
        none = clerk.post(address, {"hangs": "yes", "board": "东门"})
        assert none.status_code == 422
        assert AGAIN[language] not in none.content.decode(), "none had been chosen"
        assert clerk.post(address, {"hangs": "yes", "board": "东门", "photograph": picture()}).status_code == 302


def test_what_the_door_refuses_asks_for_it_again_too(community: str, client: Client) -> None:
    """The same photograph twice: a refusal behind the form's own checks, the file as much gone."""
    row, clerk = post(MONDAY), signed_in(client, holder(CODE, CLERK))
    address = f"/zh/c/{CODE}/do/disclosure.photograph_board/{row.ref}/"
    with day(MONDAY):
        for status in (302, 422):
            back = clerk.post(address, {"hangs": "yes", "board": "东门", "photograph": picture()})
            assert back.status_code == status
    assert AGAIN["zh"] in back.content.decode()


def test_the_form_of_the_room_says_it_at_its_own_field(community: str, client: Client) -> None:
    meeting, _item, keys = scenes.called(6)
    clerk = signed_in(client, holder(CODE, CLERK))
    room = f"/zh/c/{CODE}/meetings/{meeting.number}/room/"
    with at(EVENING):
        given = {"do": "admit", "places": [str(keys[0])], "how": "door_list", "at": "25:99", "proof": picture()}
        back = clerk.post(room, given)
        assert back.status_code == 422
        assert AGAIN["zh"] in back.content.decode()
        assert AGAIN["zh"] not in clerk.get(room).content.decode()
