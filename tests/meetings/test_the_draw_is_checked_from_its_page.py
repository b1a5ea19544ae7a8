"""Whoever has the page of a hearing and a copy of the log checks the draw by nothing else: the root was the log's own
before any number fell, and a checkpoint kept from then has the very same lines."""

import shlex
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from sunward.meetings.models import Meeting
from sunward.record import queries as record
from sunward.record.command import ALTERED, DONE, UNUSABLE, main
from sunward.record.export import export
from tests.meetings import hearing_scenes as scenes
from tests.meetings.hearing_scenes import CLOSED, at
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]


@pytest.fixture
def drawn() -> tuple[Meeting, str]:
    """A hearing with its draw, and the checkpoint that was newest when its list was closed."""
    meeting = scenes.told(scenes.called(scenes.parking()))
    scenes.list_closed(meeting)
    kept = record.newest_checkpoint(CODE)
    assert kept
    with at(CLOSED, 10, 30):
        scenes.drain_all()  # the log grows, and is signed again, before any number falls
        scenes.throw(meeting)
    return meeting, kept.note


def printed(client: Client, meeting: Meeting) -> list[str]:
    """The command line that the page prints, word by word."""
    with at(CLOSED, 12):
        page = unescape(client.get(f"/en/c/{CODE}/hearings/{meeting.number}/").content.decode())
    line = page.partition("<code>sunward record verify ")[2].partition("</code>")[0]
    assert line
    return shlex.split(line)


def test_by_the_words_of_the_page_alone(
    drawn: tuple[Meeting, str], client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Seen before: the root stood there in hexadecimal digits and without the log's size. A verifier hashed 762 trees
    to find of which it was."""
    meeting, note = drawn
    folder = tmp_path / "copy"
    with at(CLOSED, 12):
        export(CODE, folder)
    words = [str(folder) if word == "DIR" else word for word in printed(client, meeting)]
    assert main(["verify", *words]) == DONE
    size, _colon, root = words[-1].partition(":")
    assert f"its first {size} entries have the root {root}" in capsys.readouterr().out
    assert note.split("\n")[1:3] == [size, root]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (lambda size, root: f"{size - 1}:{root}", ALTERED),
        (lambda size, root: f"{size + 10_000}:{root}", ALTERED),
        (lambda size, root: f"{size}:{'A' * 43}=", ALTERED),
        (lambda size, root: root, UNUSABLE),
        (lambda size, root: f"{size}:{root[:-2]}", UNUSABLE),
    ],
)
def test_a_root_that_the_log_never_had_is_told(
    drawn: tuple[Meeting, str], tmp_path: Path, said: "object", answer: int
) -> None:
    meeting, _note = drawn
    with at(CLOSED, 12):
        export(CODE, tmp_path / "copy")
    closed = meeting.speakers_list
    written = record.as_checkpoints_have_it(closed.root)
    assert callable(said)
    assert main(["verify", str(tmp_path / "copy"), "--root", said(closed.root_of, written)]) == answer
