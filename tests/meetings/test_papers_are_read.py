"""“Papers readable before”: what was laid open can be opened, by whoever may read the meeting's page."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from sunward.kernel import files
from sunward.meetings.models import AgendaItem, Meeting
from tests.meetings import hearing_scenes, scenes
from tests.meetings.scenes import CALLED, CLERK, act, at
from tests.papers import pdf, png
from tests.portal.pages import signed_in
from tests.stage import CODE, holder

pytestmark = pytest.mark.django_db
PLAN = pdf("施工方案")


@pytest.fixture(autouse=True)
def kept(settings: Settings, tmp_path: Path) -> Path:
    """A store of this story alone, whose files can be lost."""
    settings.SUNWARD_FILES = tmp_path
    return tmp_path


def laid(content: bytes = PLAN, name: str = "施工方案") -> tuple[Meeting, AgendaItem]:
    """A meeting of nine, and a paper that the clerk has laid open before it."""
    with at(CALLED, 8):
        scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
        item = scenes.add_item(meeting)
        act("meetings.lay_paper", CLERK, item.ref, title=name, file=SimpleUploadedFile("plan", content))
        scenes.notify(meeting)
    return meeting, item


def links(client: Client, address: str, language: str = "zh") -> list[tuple[str, str]]:
    """The addresses of papers on a page, each with what its link says."""
    page = client.get(f"/{language}/c/{CODE}/{address}").content.decode()
    found = re.findall(r'<a href="([^"]+/papers/[^"]+)">(.+?)</a>', page)
    return [(url, re.sub(r"<[^>]+>", "", said)) for url, said in found]


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


@pytest.mark.parametrize(("language", "says"), [("zh", "施工方案 · PDF，"), ("en", "施工方案 · PDF, ")])
def test_a_neighbour_reads_the_paper_before_the_meeting(
    community: str, client: Client, language: str, says: str
) -> None:
    """From the link on the meeting's page, which says before the touch of a finger what comes, and how much of it."""
    meeting, _item = laid()
    with at(CALLED, 12):
        ((address, said),) = links(client, f"meetings/{meeting.number}/", language)
        answer = client.get(address)
    assert said.startswith(says)
    assert f"{len(PLAN)}" in said
    assert (answer.status_code, answer["Content-Type"], body(answer)) == (200, "application/pdf", PLAN)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline; filename")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" not in answer["Content-Security-Policy"], "Safari leaves a sandboxed PDF blank"


def test_a_photographed_paper_is_sealed_off_and_a_second_look_costs_nothing(community: str, client: Client) -> None:
    meeting, _item = laid(png("示意图"), "示意图")
    with at(CALLED, 12):
        ((address, _said),) = links(client, f"meetings/{meeting.number}/")
        first = client.get(address)
        assert first["Content-Security-Policy"].endswith("; sandbox")
        assert first["Cache-Control"] == "private, no-cache"
        with CaptureQueriesContext(connection) as asked:
            again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, body(again)) == (304, b"")
    assert len(asked) == 3, [one["sql"] for one in asked]  # the community with its areas, the paper of this meeting


def test_what_it_is_says_the_file_and_not_the_row(community: str, client: Client) -> None:
    """A row that somebody altered in the database makes no page of a picture."""
    from sunward.kernel.guard import door_open
    from sunward.meetings.models import Paper

    meeting, _item = laid(png("示意图"))
    with door_open():
        Paper.objects.update(media_type="text/html")
    with at(CALLED, 12):
        ((address, _said),) = links(client, f"meetings/{meeting.number}/")
        assert client.get(address)["Content-Type"] == "image/png"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("gone", ["away", "another", "empty", "unreadable"])
def test_a_file_that_is_missing_is_said_to_be_missing(
    community: str, client: Client, kept: Path, language: str, gone: str
) -> None:
    """A disk that was not restored, or a file that somebody changed: words, no fault of the server, nothing forged."""
    meeting, _item = laid()
    with at(CALLED, 12):
        ((address, _said),) = links(client, f"meetings/{meeting.number}/", language)
        there = files.path_of(address.rstrip("/").rpartition("/")[2])
        if gone in {"away", "unreadable"}:
            there.unlink()
            if gone == "unreadable":
                there.mkdir()
        else:
            there.write_bytes(pdf("另一份") if gone == "another" else b"")
        answer = client.get(address)
    assert answer.status_code == 404
    words = answer.content.decode()
    assert ("现在读不出来" if language == "zh" else "cannot be read any more") in words
    assert there.name in words, "its digest stays as proof"
    assert answer["Cache-Control"] == "no-store"


def test_whoever_lays_it_open_is_told_who_will_read_it(community: str, client: Client) -> None:
    _meeting, item = laid()
    signed_in(client, holder(CODE, CLERK))
    with at(CALLED, 12):
        page = client.get(f"/zh/c/{CODE}/do/meetings.lay_paper/{item.ref}/").content.decode()
    assert "先遮住居民的姓名、电话和证件号码" in page


def test_a_paper_goes_with_the_item_that_was_taken_off(community: str, client: Client) -> None:
    """What is no more on the page is not served beside it."""
    with at(CALLED, 8):
        scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
        item = scenes.add_item(meeting)
        act("meetings.lay_paper", CLERK, item.ref, title="方案", file=SimpleUploadedFile("plan", PLAN))
        ((address, _said),) = links(client, f"meetings/{meeting.number}/")
        assert client.get(address).status_code == 200
        act("meetings.drop_item", CLERK, item.ref, because="写错了")
        assert client.get(address).status_code == 404


def test_materials_of_a_hearing_are_laid_open_and_read_on_its_page(community: str, client: Client) -> None:
    """Line 3 of the mission: before, the item of a hearing had no button, and its page named no paper."""
    meeting = hearing_scenes.called(hearing_scenes.parking())
    clerk = signed_in(Client(), holder(CODE, CLERK))
    with hearing_scenes.at(hearing_scenes.CALLED, 12):
        page = clerk.get(f"/en/c/{CODE}/hearings/{meeting.number}/").content.decode()
        form = re.search(r'href="([^"]+/do/meetings\.lay_paper/[^"]+)"', page)
        assert form
        given: dict[str, Any] = {"title": "测算表", "file": SimpleUploadedFile("table", PLAN)}
        assert clerk.post(form[1], given).status_code == 302
        ((address, said),) = links(client, f"hearings/{meeting.number}/")
        assert said.startswith("测算表 · PDF")
        assert body(client.get(address)) == PLAN
