"""Minutes say who came for whom, and which proxy nobody had given.

Before, a proxy stood in them as anybody who came, one who was denied as well, and the heads of the vote without the
mark that its own page had: what three people signed left the false proxy out.
"""

import json
import re
import shlex
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from sunward.kernel.acts import Done
from sunward.kernel.guard import door_open
from sunward.meetings.models import Meeting, Minutes
from sunward.meetings.rules.served import content_digest, recompute_with
from tests import stage
from tests.by_links import Walk
from tests.elections.scenes import rules_of
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, SUPERVISOR, act, at
from tests.meetings.test_the_collective_sends_somebody import CHAIR, family, meeting
from tests.money.cases import paper
from tests.stage import CODE

__all__ = ["family", "meeting"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_keys")]
both = pytest.mark.parametrize("language", ["zh", "en"])
MORNING = EVENING + timedelta(days=1)
FOR = {"zh": "代表05（代理代表04）", "en": "代表05 (proxy for 代表04 )"}
DENIED = {"zh": "代表03（称代理代表01，本人否认）", "en": "代表03 (as proxy for 代表01 , who denies it)"}
CAME = {"zh": ("到过会的共 2 人", "到过会的共 3 人"), "en": ("or later: 2", "or later: 3")}
CAST = {"zh": "有 1 票是代理人投的，本人没有委托", "en": "1 votes were cast by a proxy that was not given"}
TURNS = {"zh": "人数够不够或者结果就可能不同", "en": "or the result could be otherwise"}
UNTOLD = {"zh": "这份记录里没有写的", "en": "Not told in these minutes"}
NAMES = {"代表01", "代表02", "代表03", "代表04"}  # the fifth is an officer
ANEW = {"zh": "会议记录要重新起草", "en": "minutes are to be drafted anew"}


@dataclass
class Held:
    """A members' evening of three: 代表02 came, 代表05 for 代表04 who had asked them to, 代表03 for 代表01 who had not;
    two hands of three were for it."""

    meeting: Meeting
    victim: str

    def denies(self) -> Done:
        return act("meetings.deny_proxy", "anyone", self.meeting.ref, by=self.victim)

    def drafted(self) -> Minutes:
        return scenes.minutes_of(scenes.again(self.meeting))


@pytest.fixture
def held(meeting: Meeting, family: list[str]) -> Held:
    assert meeting.roll
    keys = scenes.entries(meeting.roll)
    with at(CALLED, 10, 0):
        item = scenes.add_item(meeting, matter_kind="asset_lease")
        scenes.notify(meeting)
    with at(EVENING, 19, 0):
        scenes.admit(meeting, keys[1:2])
        scenes.admit(meeting, keys[2:], how="proxy", person=family[4], proof=paper("signed"))
        scenes.admit(meeting, keys[:1], how="proxy", person=family[2], proof=paper("forged"))
    with at(EVENING, 19, 10):
        act("meetings.open_session", CLERK, meeting.ref)
        vote = scenes.put(item, CHAIR)
        scenes.confirm_hands(vote, keys, {"for": 2, "against": 1})
    with at(EVENING, 19, 40):
        act("ballots.close_vote", CLERK, vote.ref)
        scenes.certify(vote)
        act("meetings.close_session", CHAIR, meeting.ref)
    return Held(meeting, family[0])


def signed(minutes: Minutes) -> Minutes:
    for role, post in (("chair", CHAIR), ("recorder", CLERK), ("supervisor", SUPERVISOR)):
        act("meetings.sign_minutes", post, minutes.ref, role=role)
    return Minutes.objects.get(pk=minutes.pk)


def printed(minutes: Minutes, language: str, person: str = "") -> str:
    walk = Walk(person, language)
    return walk._open(f"/{language}/c/{CODE}/meetings/{minutes.number}/minutes/").words


def read_by_the_clerk(minutes: Minutes, language: str) -> str:
    return printed(minutes, language, stage.holder(CODE, CLERK))


@both
def test_denied_before_the_draft_it_stands_in_what_is_signed(held: Held, language: str, tmp_path: Path) -> None:
    with at(EVENING, 20):
        held.denies()
        minutes = held.drafted()
    with at(EVENING + timedelta(days=2), 16):
        minutes = signed(minutes)
        page = read_by_the_clerk(minutes, language)
        for words in (FOR[language], DENIED[language], CAME[language][0], CAST[language], TURNS[language]):
            assert words in page
        assert UNTOLD[language] not in page
        public = printed(minutes, language)
        assert CAST[language] in public
        assert not NAMES & {*re.findall(r"代表\d\d", public)}, "masked, as everybody is who came and holds no post"
        answer = Client().get(f"/zh/c/{CODE}/meetings/{minutes.number}/minutes.json").content.decode()
    assert "person:" not in answer
    file = json.loads(answer)
    assert [{"private"}] * 3 == [set(one) for one in file["content"]["attendance"]]
    assert CAST["zh"] in answer, "the marks are everybody's"
    (tmp_path / "minutes.json").write_text(answer, "utf-8")
    line = shlex.split(recompute_with("minutes.json"))
    assert subprocess.run(line, cwd=tmp_path, capture_output=True, check=True).stdout.decode().strip() == minutes.digest


@both
def test_denied_after_the_draft_it_is_drafted_anew_before_anybody_signs(held: Held, language: str) -> None:
    with at(EVENING, 20):
        minutes = held.drafted()
    with at(MORNING, 9):
        assert DENIED[language] not in read_by_the_clerk(minutes, language)
        held.denies()
        assert DENIED[language] in read_by_the_clerk(minutes, language).partition(UNTOLD[language])[2]
        desk = Walk(stage.holder(CODE, CLERK), language).duties()
        assert ANEW[language] in desk.words
        desk.go(f"do/meetings.draft_minutes/meeting:{minutes.number}/").send()
        page = read_by_the_clerk(minutes, language)
        assert UNTOLD[language] not in page
        assert DENIED[language] in page


def test_nobody_signs_what_leaves_it_out_and_whoever_had_signed_signs_again(held: Held) -> None:
    with at(EVENING, 20):
        minutes = held.drafted()
        with door_open():  # of a release that took signatures on the evening
            minutes.signatures.create(
                role="chair", person=stage.holder(CODE, CHAIR), post=CHAIR, signed_on=EVENING, digest="0" * 64
            )
    with at(MORNING, 9):
        held.denies()
    with at(EVENING + timedelta(days=2), 16):
        assert "denials_told" in rules_of(lambda: act("meetings.sign_minutes", CLERK, minutes.ref, role="recorder"))
        anew = held.drafted()
        assert anew.content_sha256 != minutes.content_sha256
    with at(EVENING + timedelta(days=4), 16):
        assert signed(anew).locked_on


@both
def test_denied_once_the_days_for_corrections_are_over_it_stands_beside_and_holds_nobody_up(
    held: Held, language: str
) -> None:
    with at(EVENING, 20):
        minutes = held.drafted()
    with at(EVENING + timedelta(days=2), 16):
        held.denies()
        minutes = signed(minutes)
        assert minutes.locked_on
        page = read_by_the_clerk(minutes, language)
    text, _, beside = page.partition(UNTOLD[language])
    assert DENIED[language] not in text
    assert DENIED[language] in beside
    assert CAST[language] in beside


@both
def test_denied_after_the_lock_it_stands_beside_words_that_do_not_change(held: Held, language: str) -> None:
    with at(EVENING, 20):
        minutes = held.drafted()
    with at(EVENING + timedelta(days=2), 16):
        minutes = signed(minutes)
        text = read_by_the_clerk(minutes, language)
        assert CAME[language][1] in text
    with at(EVENING + timedelta(days=9), 9):
        held.denies()
        after, public = read_by_the_clerk(minutes, language), printed(minutes, language)
    minutes.refresh_from_db()
    assert content_digest(minutes.content) == minutes.content_sha256
    before, _, beside = after.partition(UNTOLD[language])
    assert text.startswith(before.rstrip())
    assert CAME[language][1] in before
    assert DENIED[language] not in before
    assert DENIED[language] in beside
    assert CAST[language] in beside
    assert CAST[language] in public
    assert not NAMES & {*re.findall(r"代表\d\d", public)}


@both
def test_what_was_locked_in_the_older_form_reads_as_it_was_signed(held: Held, language: str) -> None:
    with at(EVENING, 20):
        minutes = held.drafted()
        older = minutes.content | {"schema": 3, "attendance": [
            {key: value for key, value in one.items() if key != "for"} for one in minutes.content["attendance"]
        ]}  # fmt: skip
        with door_open():
            Minutes.objects.filter(pk=minutes.pk).update(content=older, content_sha256=content_digest(older))
    with at(EVENING + timedelta(days=2), 16):
        minutes = signed(Minutes.objects.get(pk=minutes.pk))
        held.denies()
        page = read_by_the_clerk(minutes, language)
    text, _, beside = page.partition(UNTOLD[language])
    assert FOR[language] not in text
    assert "代表05" in text
    assert DENIED[language] in beside
    assert Minutes.objects.get(pk=minutes.pk).content == older


def test_a_draft_of_the_older_form_that_leaves_it_out_is_drafted_anew(held: Held) -> None:
    with at(EVENING, 20):
        held.denies()
        minutes = held.drafted()
        older = minutes.content | {"schema": 3, "attendance": [
            {key: value for key, value in one.items() if key not in {"for", "denied_on"}}
            for one in minutes.content["attendance"]
        ]}  # fmt: skip
        with door_open():
            Minutes.objects.filter(pk=minutes.pk).update(content=older, content_sha256=content_digest(older))
    with at(EVENING + timedelta(days=2), 16):
        assert "denials_told" in rules_of(lambda: act("meetings.sign_minutes", CLERK, minutes.ref, role="recorder"))


def test_whoever_came_for_themselves_and_for_another_is_one(meeting: Meeting, family: list[str]) -> None:
    assert meeting.roll
    keys = scenes.entries(meeting.roll)
    with at(CALLED, 10, 0):
        scenes.add_item(meeting, matter_kind="asset_lease")
        scenes.notify(meeting)
    with at(EVENING):
        scenes.admit(meeting, keys[1:2])
        scenes.admit(meeting, keys[:1], how="proxy", person=family[1], proof=paper("signed"))
        act("meetings.open_session", CLERK, meeting.ref)
        act("meetings.close_session", CHAIR, meeting.ref)
        page = read_by_the_clerk(scenes.minutes_of(meeting), "zh")
    assert "代表02（也代理代表01）" in page
    assert "到过会的共 1 人" in page
