"""Anybody computes the digest of signed minutes, and follows their chain, from what is served to everybody.

Seen before: the content was offered nowhere, because it names who came: a changed text beside the old digest would have
been seen by nobody.
"""

import hashlib
import hmac
import json
import re
import shlex
import subprocess
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sunward.kernel.guard import door_open
from sunward.meetings.minutes.acting import text_digest
from sunward.meetings.models import Minutes
from sunward.meetings.rules.chain import digest_of
from sunward.meetings.rules.served import as_served, content_digest
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, EVENING, act, at
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
SAID = "租金低于市价。"


def held() -> Minutes:
    """Nine came, one spoke; the draft stands."""
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        act("meetings.record_statement", CLERK, item.ref, place=str(keys[3]), text=SAID)
        act("meetings.close_session", DIRECTOR, meeting.ref)
        return scenes.minutes_of(scenes.again(meeting))


def served(minutes: Minutes) -> dict[str, Any]:
    answer = Client().get(f"/zh/c/{CODE}/meetings/{minutes.number}/minutes.json")
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def page_of(minutes: Minutes) -> str:
    return unescape(Client().get(f"/en/c/{CODE}/meetings/{minutes.number}/minutes/").content.decode())


def test_the_line_on_the_page_gives_the_digest_on_the_paper(tmp_path: Path) -> None:
    minutes = scenes.sign(held())
    page = page_of(minutes)
    line = re.search(r"<code>(python3 -c .*?)</code>", page, re.DOTALL)
    assert line
    (tmp_path / f"{minutes.number}.json").write_text(json.dumps(served(minutes)), "utf-8")
    told = subprocess.run(shlex.split(line[1]), cwd=tmp_path, capture_output=True, check=True).stdout.decode().strip()
    assert told == minutes.digest
    assert f"<code>{told}</code>" in page


def test_it_says_what_was_said_and_nothing_of_who_came_or_spoke() -> None:
    minutes = scenes.sign(held())
    file = served(minutes)
    written = json.dumps(file, ensure_ascii=False)
    assert SAID in written
    assert "person:" not in written
    assert "代表" not in written.replace("居民代表会议", "")
    assert minutes.content["secret"] not in written
    assert len(file["content"]["attendance"]) == 9
    assert len({one["private"] for one in file["content"]["attendance"]}) == 9


@pytest.mark.parametrize("changed", ["text", "came", "spoke"])
def test_a_changed_text_fits_the_digest_no_more(changed: str) -> None:
    minutes = held()
    content = json.loads(json.dumps(minutes.content))
    if changed == "came":
        content["attendance"][0]["person"] = content["attendance"][1]["person"]
    elif changed == "spoke":
        content["items"][0]["statements"][0]["person"] = content["attendance"][0]["person"]
    else:
        content["items"][0]["statements"][0]["text"] = "租金合适。"
    assert content_digest(content) != minutes.content_sha256
    with door_open():
        Minutes.objects.filter(pk=minutes.pk).update(content=content)
    with at(EVENING + timedelta(days=2), 16):
        rules = scenes.broken(lambda: act("meetings.sign_minutes", DIRECTOR, minutes.ref, role="chair"))
    assert "unchanged" in rules


def test_whoever_is_shown_a_value_and_its_salt_checks_it_and_no_other() -> None:
    content = held().content
    rows, hashed = content["attendance"], as_served(content)["attendance"]
    salt = hmac.new(bytes.fromhex(content["secret"]), b"came/1", hashlib.sha256).hexdigest()
    assert hashed[0]["private"] == digest_of(["came/1", salt, rows[0]])
    assert hashed[1]["private"] not in {digest_of(["came/2", one, rows[1]]) for one in (salt, "", content["secret"])}


def test_drafted_anew_the_same_words_have_the_same_digest() -> None:
    minutes = held()
    with at(EVENING + timedelta(days=1), 9):
        anew = scenes.minutes_of(minutes.meeting)
    assert (anew.content_sha256, anew.drafted_on) == (minutes.content_sha256, minutes.drafted_on)


def test_the_chain_is_followed_from_file_to_file() -> None:
    first = scenes.sign(held())
    with at(EVENING + timedelta(days=3), 9):
        meeting = scenes.convene(on=EVENING + timedelta(days=14))
        scenes.add_item(meeting)
        scenes.notify(meeting)
    with at(EVENING + timedelta(days=14)):
        scenes.open_with(meeting, scenes.entries(first.meeting.roll) if first.meeting.roll else [])
        act("meetings.close_session", DIRECTOR, meeting.ref)
        second = scenes.minutes_of(scenes.again(meeting))
    assert served(scenes.sign(second))["previous"] == served(first)["digest"] == first.digest


def test_older_minutes_keep_their_digest_and_say_that_nobody_outside_computes_it() -> None:
    minutes = held()
    older = {key: value for key, value in minutes.content.items() if key != "secret"} | {"schema": 2}
    with door_open():
        Minutes.objects.filter(pk=minutes.pk).update(content=older, content_sha256=digest_of(older))
    minutes = scenes.sign(Minutes.objects.get(pk=minutes.pk))
    file = served(minutes)
    assert file["content_sha256"] == digest_of(older)
    assert "content" not in file
    assert "person:" not in json.dumps(file)
    page = page_of(minutes)
    assert "python3" not in page
    assert "nobody outside can compute their digest" in page
    assert text_digest(minutes)


def test_nothing_is_served_before_they_are_locked() -> None:
    minutes = held()
    assert Client().get(f"/zh/c/{CODE}/meetings/{minutes.number}/minutes.json").status_code == 404
    assert "minutes.json" not in page_of(minutes)
