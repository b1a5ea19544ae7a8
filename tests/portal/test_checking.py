"""Anybody types the code from a paper and sees whether it is genuine, whole and the newest."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.kernel.acts import Refused
from sunward.meetings.models import Minutes
from tests import stage
from tests.disclosure.scenes import MONDAY, day, post, resident
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, at
from tests.stage import CODE, DIRECTOR

pytestmark = pytest.mark.django_db


def checked(client: Client, typed: str, code: str = CODE) -> tuple[int, str]:
    with day(MONDAY):
        answer = client.get(f"/zh/c/{code}/check/{typed}/")
    return answer.status_code, answer.content.decode()


def test_the_code_leads_to_the_posting_and_its_proof(community: str, client: Client) -> None:
    row = post(MONDAY)
    status, html = checked(client, queries.code_on_paper(row.ref))
    assert status == 200
    assert row.title_zh in html
    assert "这是最新的一份" in html
    found = queries.coded(CODE, queries.code_on_paper(row.ref))
    assert found
    assert f"/log/{found.entry}/" in html


@pytest.mark.parametrize("written", ["{0}-{1}", "{0}{1}", "{0} {1}", "{0} – {1}", "{0}－{1}", "{0}—{1} ", "{0}_{1}"])
@pytest.mark.parametrize("wide", [False, True])
def test_the_code_is_found_however_it_is_typed(community: str, client: Client, written: str, wide: bool) -> None:
    """Spaces and dashes of any kind, or none; small letters, or those of a Chinese keyboard. Before, a long dash or a
    wide figure was no code of anything."""
    code = queries.code_on_paper(post(MONDAY).ref)
    typed = written.format(*code.split("-"))
    if wide:
        typed = "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in typed)
    with day(MONDAY):
        found = client.get(f"/zh/c/{CODE}/check/", {"code": typed.lower()}, follow=True)
    assert "这是最新的一份" in found.content.decode()
    assert (
        f'<b class="mono nowrap">{code}</b>'
        in client.get(f"/zh/c/{CODE}/publications/{Publication.objects.get().number}/").content.decode()
    ), "it stands in one line"


@pytest.mark.parametrize("dash", ["-", "－", "–", " - "])
def test_the_number_beside_the_code_leads_there_too(community: str, client: Client, dash: str) -> None:
    """Failed before: “No entry of this community begins with that code”, of a number that stood on the same paper; the
    home says that every paper has one to look up."""
    row = post(MONDAY)
    meeting, _item, _keys = scenes.called()
    for number, title in ((row.number, row.title_zh), (meeting.number, meeting.title)):
        status, html = checked(client, number.lower().replace("-", dash))
        assert (status, title in html) == (200, True)
    assert queries.code_on_paper(row.ref) in checked(client, row.number)[1], "to be compared with the paper"


def test_a_number_that_anybody_can_guess_tells_of_nobody_elses_posting(community: str, client: Client) -> None:
    row = post(MONDAY, audience="person", audience_ref=resident())
    for number in (row.number, "XY-D-2026-999"):
        assert checked(client, number)[0] == 404


def test_a_paper_that_was_replaced_says_by_what(community: str, client: Client) -> None:
    row = post(MONDAY)
    newer = post(MONDAY, corrects=row.number)
    _status, html = checked(client, queries.code_on_paper(row.ref).lower())
    assert f"2026年3月2日（星期一） 的 {newer.number} 替代了它" in html


@pytest.mark.parametrize(("language", "said"), [
    ("zh", "2026年3月4日（星期三） 起是现在的样子"), ("en", "since Wednesday 4 March 2026"),
])  # fmt: skip
def test_a_notice_says_since_when_it_reads_as_it_does(community: str, client: Client, language: str, said: str) -> None:
    """Failed before: of a meeting's notice nothing was said but its address."""
    meeting, _item, _keys = scenes.called()
    code = queries.code_on_paper(meeting.ref)
    with at(CALLED + timedelta(days=2)):
        scenes.add_item(meeting, title="另外听取一件事", matter_kind="", to_decide=False)
        html = client.get(f"/{language}/c/{CODE}/check/{code}/").content.decode()
    assert said in html
    assert f"/meetings/{meeting.number}/notice/" in html
    assert meeting.title in html


def test_a_notice_of_a_meeting_that_was_called_again_or_off_is_not_the_newest(community: str, client: Client) -> None:
    meeting, _item, keys = scenes.called()
    code = queries.code_on_paper(meeting.ref)
    with at(scenes.EVENING):
        scenes.open_with(meeting, keys)
    with at(scenes.EVENING, 20, 30):
        scenes.leave(meeting, keys[:7])
        scenes.act("meetings.adjourn", DIRECTOR, meeting.ref)
        later = scenes.EVENING + timedelta(days=9)
        again = scenes.act("meetings.call_again", DIRECTOR, meeting.ref, held_on=later, at="19:00")
        html = client.get(f"/zh/c/{CODE}/check/{code}/").content.decode()
    assert again.result
    assert f"已经再次召集（{again.result.id}）" in html
    assert f'href="/zh/c/{CODE}/meetings/{again.result.id}/"' in html


def test_an_invented_code_is_not_from_here(community: str, client: Client) -> None:
    status, html = checked(client, "ZZZZZ-ZZZZZ")
    assert status == 404
    assert "这是最新的一份" not in html


def test_the_code_of_another_community_is_not_from_here(community: str, client: Client) -> None:
    stage.found("elsewhere")
    row = post(MONDAY)
    code = queries.code_on_paper(row.ref)
    status, html = checked(client, code, "elsewhere")
    assert status == 404
    assert row.title_zh not in html


def test_a_paper_for_one_person_is_genuine_and_tells_nothing_more(community: str, client: Client) -> None:
    row = post(MONDAY, title="本人的事", audience="person", audience_ref=resident())
    status, html = checked(client, queries.code_on_paper(row.ref))
    assert status == 200
    assert "只有本人可以看" in html
    assert "本人的事" not in html


def test_typed_into_the_field_it_has_an_address(community: str, client: Client) -> None:
    with day(MONDAY):
        answer = client.get(f"/zh/c/{CODE}/check/?code=abcde/12345")
    assert answer.status_code == 302
    assert answer["Location"] == f"/zh/c/{CODE}/check/abcde12345/"


@pytest.mark.parametrize(("language", "body", "day", "none"), [
    ("zh", "居民代表会议", "2026年3月16日（星期一）", "还没有签齐"),
    ("en", "representatives' meeting", "Monday 16 March 2026", "not all have signed"),
])  # fmt: skip
def test_the_code_on_minutes_says_of_which_meeting_they_are_and_the_digest_beside_it(
    community: str, client: Client, own_keys: Path, language: str, body: str, day: str, none: str
) -> None:
    """Failed before: “sign the minutes”, by whom and when; whoever held the paper could compare nothing."""
    meeting, _item, keys = scenes.called()
    with at(scenes.EVENING):
        scenes.open_with(meeting, keys)
        scenes.act("meetings.close_session", DIRECTOR, meeting.ref)
        minutes = scenes.minutes_of(meeting)
        draft = behind(client, minutes, language)
        for words in (meeting.title, meeting.number, body, day, none):
            assert words in draft
    with at(scenes.EVENING + timedelta(days=2)):
        locked = behind(client, scenes.sign(minutes), language)
    for words in (meeting.title, meeting.number, body, day, Minutes.objects.get().digest):
        assert words in locked
    assert none not in locked


def test_neither_a_refusal_nor_an_act_on_the_meeting_gives_minutes_their_code(
    community: str, client: Client, own_keys: Path
) -> None:
    """Failed before: of a draft the newest act on the meeting, of minutes a refused signature."""
    meeting, _item, keys = scenes.called()
    with at(scenes.EVENING):
        scenes.open_with(meeting, keys)
        scenes.act("meetings.close_session", DIRECTOR, meeting.ref)
        minutes = scenes.minutes_of(meeting)
        with pytest.raises(Refused):
            scenes.act("meetings.deny_proxy", "anyone", meeting.ref, by=stage.holder(CODE, DIRECTOR))
        with pytest.raises(Refused):
            scenes.act("meetings.sign_minutes", DIRECTOR, minutes.ref, role="chair")
        assert minutes.drafted_in
        assert printed_code(client, minutes, "zh") == minutes.drafted_in[:12]


def printed_code(client: Client, minutes: Minutes, language: str) -> str:
    page = client.get(f"/{language}/c/{CODE}/meetings/{minutes.number}/minutes/").content.decode()
    found = re.search(r'<b class="mono nowrap">(\w+)</b>', page)
    assert found
    return found[1]


def behind(client: Client, minutes: Minutes, language: str) -> str:
    """What the code on printed minutes leads to."""
    code = printed_code(client, minutes, language)
    return unescape(client.get(f"/{language}/c/{CODE}/check/{code}/").content.decode())
