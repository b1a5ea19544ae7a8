"""Somebody who knows a digest asks for what is kept under it: only what lies open is handed out."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from sunward.kernel import files
from sunward.kernel.refs import Ref
from tests import stage
from tests.attacks.test_stranger import signed_in
from tests.meetings import scenes
from tests.meetings.scenes import act
from tests.money.cases import START, on
from tests.papers import pdf, png
from tests.stage import CLERK, CODE, holder

SECRET = png("签收单：姓名、电话和签名")


@pytest.fixture(autouse=True)
def kept(settings: Settings, tmp_path: Path) -> Path:
    settings.SUNWARD_FILES = tmp_path / "files"
    settings.SUNWARD_FILES.mkdir()
    return tmp_path


@pytest.fixture
def meeting(line: Ref) -> Any:
    """A meeting with one open paper, and beside it in the store a photograph of names and signatures."""
    scenes.freeze(scenes.people(3))
    row = scenes.convene(on=START + timedelta(days=14))
    item = scenes.add_item(row)
    act("meetings.lay_paper", CLERK, item.ref, title="方案", file=SimpleUploadedFile("plan", pdf("方案")))
    facts = {"channel": "visit", "given_on": START, "proof": SimpleUploadedFile("signed", SECRET)}
    act("meetings.give_notice", CLERK, row.ref, **facts)
    return row


def asked(address: str, client: Client | None = None) -> tuple[int, str]:
    answer = (client or Client()).get(address)
    read = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert SECRET not in read
    return answer.status_code, read.decode("utf-8", "replace")


def digests(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_the_paper_itself_is_open(meeting: Any) -> None:
    """So that the refusals below mean something."""
    with on(START):
        assert asked(f"/zh/c/{CODE}/meetings/{meeting.number}/papers/{digests(pdf('方案'))}/")[0] == 200


@pytest.mark.parametrize("whoever", ["stranger", "clerk"])
def test_another_file_of_the_same_store_is_not_handed_out_as_a_paper(meeting: Any, whoever: str) -> None:
    """The digest of a signed list stands on the meeting's page and in the log; the clerk took it herself."""
    assert files.path_of(digests(SECRET)).exists()
    client = signed_in(holder(CODE, CLERK)) if whoever == "clerk" else Client()
    known, unknown = (
        asked(f"/zh/c/{CODE}/meetings/{meeting.number}/papers/{sha256}/", client)
        for sha256 in (digests(SECRET), "0" * 64)
    )
    assert known[0] == 404
    assert "没有提供过这份材料" in known[1]
    said = [page.partition("<main")[2].partition("</main")[0] for _status, page in (known, unknown)]
    assert said[0] == said[1], "nobody learns whether such a file is kept"


OUT = ("..%2f..%2fsecret", "%2e%2e", "..", "..%5c..%5csecret", "%00", "ab/../../secret", "%2fetc%2fpasswd", "a" * 4000)


@pytest.mark.parametrize("path", OUT)
@pytest.mark.parametrize("page", ["meetings/{number}/papers/", "meetings/{number}/notices/"])
def test_no_path_leads_out_of_the_store(meeting: Any, kept: Path, page: str, path: str) -> None:
    (kept / "secret").write_bytes(SECRET)
    address = f"/zh/c/{CODE}/{page.format(number=meeting.number)}{path}/"
    assert asked(address)[0] in {301, 302, 404}


def test_a_paper_of_one_meeting_is_none_of_another(meeting: Any) -> None:
    other = scenes.convene(on=START + timedelta(days=15))
    sha256 = digests(pdf("方案"))
    assert asked(f"/zh/c/{CODE}/meetings/{other.number}/papers/{sha256}/")[0] == 404
    stage.found("heping")
    assert asked(f"/zh/c/heping/meetings/{meeting.number}/papers/{sha256}/")[0] == 404, "nor of another community"
    assert asked(f"/zh/c/nowhere/meetings/{meeting.number}/papers/{sha256}/")[0] == 404


def test_nothing_is_changed_through_the_address(meeting: Any) -> None:
    address = f"/zh/c/{CODE}/meetings/{meeting.number}/papers/{digests(pdf('方案'))}/"
    assert [getattr(Client(), method)(address).status_code for method in ("post", "put", "delete")] == [405] * 3
    assert Client().head(address).status_code == 200
