"""Whoever calls a meeting prints its notice for the board: from what its page says, with what it is to decide.

Before, the poster that a notice asks a photograph of was somebody's own sheet.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from sunward.disclosure import queries as disclosure
from sunward.meetings.models import Meeting
from sunward.registry import queries as registry
from tests import stage
from tests.meetings import hearing_scenes as hearings
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, DIRECTOR, SUPERVISOR, at
from tests.portal.papers import is_black_only, needs_pango, pages_of, text_of
from tests.stage import CODE

pytestmark = pytest.mark.django_db


def asked() -> Meeting:
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(9))
        meeting = scenes.convene(roll=roll.number)
        scenes.add_item(meeting)
        choices = {"method": "one_of", "choices": "甲公司 | Company A\n乙公司 | Company B"}
        scenes.add_item(meeting, title="屋顶由谁修", matter_kind="", **choices)
        scenes.add_item(meeting, title="听取半年工作", matter_kind="", to_decide=False)
    return meeting


def read(client: Client, path: str, language: str = "zh") -> str:
    with at(CALLED, 12):
        answer = client.get(f"/{language}/c/{CODE}/{path}")
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(("language", "firm"), [("zh", "甲公司 / 乙公司"), ("en", "Company A / Company B")])
def test_it_says_when_where_and_what_is_decided_among_what(
    community: str, client: Client, language: str, firm: str
) -> None:
    meeting = asked()
    words = read(client, f"meetings/{meeting.number}/notice/", language)
    for one in (
        "第二次居民代表会议",
        "社区活动室",
        "19:00",
        "清溪路18号房屋出租",
        "屋顶由谁修",
        firm,
        "听取半年工作",
        meeting.number,
    ):
        assert one in words, one
    assert f"/c/{CODE}/meetings/{meeting.number}/notice/" in read(client, f"meetings/{meeting.number}/", language)


@pytest.mark.parametrize(
    ("language", "most", "put_up", "gone"),
    [
        ("zh", "从几项里选若干项，最多 2 项：甲公司 / 乙公司 / 丙公司", "由这次表决产生的人：",
         "这个事项已经在 2026年3月2日（星期一） 由提出的人撤回。"),
        ("en", "several of many, 2 at most: Company A / Company B / 丙公司", "To be chosen by this vote: ",
         "The matter was withdrawn on Monday 2 March 2026 by whoever brought it."),
    ],
)  # fmt: skip
def test_it_hides_nothing_that_the_page_says_of_an_item(
    community: str, client: Client, language: str, most: str, put_up: str, gone: str
) -> None:
    """Failed before: the sheet on the board told neither how many may be chosen, nor whom a vote chooses, nor that the
    matter had been withdrawn."""
    chosen = {"zh": "周明德", "en": "Zhou Mingde"}[language]
    with at(CALLED, 9):
        roll = scenes.freeze([*scenes.people(9)])
        meeting = scenes.convene(roll=roll.number)
        firms = "甲公司 | Company A\n乙公司 | Company B\n丙公司"
        scenes.add_item(meeting, title="买哪几样", matter_kind="", method="several_of", at_most=2, choices=firms)
        scenes.add_item(
            meeting, title="推选监督委员会的人", matter_kind="", concerns=stage.holder(community, SUPERVISOR)
        )
        opened = stage.act("decisions.open_matter", stage.DEPUTY, stage.here(), title="房屋出租", kind="asset_lease")
        scenes.add_item(meeting, title="房屋出租", about=str(opened.result))
        assert opened.result
        stage.act("decisions.withdraw_matter", stage.DEPUTY, opened.result, reason="不办了")
    page, sheet = (
        " ".join(re.sub("<[^>]+>", " ", read(client, f"meetings/{meeting.number}/{end}", language)).split())
        for end in ("", "notice/")
    )
    for words in (most, f"{put_up}{chosen}", gone):
        assert words in sheet, words
    for words in (put_up.strip(), chosen, gone, most.partition("：" if language == "zh" else ": ")[0]):
        assert words in page, words


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("kind", "named"), [("supervision_member_election", True), ("", False)])
def test_candidates_are_named_in_full_and_nobody_else(
    community: str, client: Client, language: str, kind: str, named: bool
) -> None:
    """Failed before: the sheet on the board said “周**” of those for whom people were to vote. Whoever only asks for
    the vote as a newcomer stays masked."""
    with at(CALLED, 9):
        people = scenes.people(9)
        meeting = scenes.convene(roll=scenes.freeze(people).number)
        scenes.add_item(meeting, title="推选", matter_kind=kind, people="\n".join(people[3:5]))
    names = [str(registry.full_name(one).zh) for one in people[3:5]]
    for end in ("", "notice/"):
        words = read(client, f"meetings/{meeting.number}/{end}", language)
        assert {one in words for one in names} == {named}, end


@needs_pango
@pytest.mark.parametrize("size", ["a4", "a3"])
def test_it_is_one_page_and_black_only(community: str, client: Client, tmp_path: Path, size: str) -> None:
    meeting = asked()
    with at(CALLED, 12):
        answer = client.get(f"/zh/c/{CODE}/meetings/{meeting.number}/notice.pdf?size={size}")
    assert answer["Content-Type"] == "application/pdf"
    kept = tmp_path / "notice.pdf"
    kept.write_bytes(answer.content)
    assert pages_of(kept) == 1
    assert is_black_only(kept, tmp_path / "raster")
    assert "屋顶由谁修" in text_of(kept).replace("\n", "")


def test_one_that_was_cancelled_says_so_first(community: str, client: Client) -> None:
    meeting = asked()
    with at(CALLED, 11):
        scenes.act("meetings.cancel_meeting", DIRECTOR, meeting.ref, because="场地漏水")
    assert "已取消：场地漏水" in read(client, f"meetings/{meeting.number}/notice/")


@pytest.mark.parametrize(("days", "over"), [(0, False), (1, True)])
def test_once_its_day_is_over_it_says_so_first(community: str, client: Client, days: int, over: bool) -> None:
    meeting = asked()
    with at(scenes.EVENING + timedelta(days=days), 9):
        words = client.get(f"/zh/c/{CODE}/meetings/{meeting.number}/notice/").content.decode()
    assert ("会期已过" in words) is over


def test_a_hearing_has_its_notice_too_and_another_community_has_none(community: str, client: Client) -> None:
    hearing = hearings.called(hearings.parking())
    assert hearing.title in read(client, f"meetings/{hearing.number}/notice/")
    assert f"/meetings/{hearing.number}/notice/" in read(client, f"hearings/{hearing.number}/")
    with at(CALLED + timedelta(days=1), 9):
        assert client.get(f"/zh/c/{CODE}/meetings/XY-M-2026-999/notice/").status_code == 404


def test_its_code_leads_whoever_has_no_telephone_to_the_page(community: str, client: Client) -> None:
    """Before, the sheet had a square for cameras and nothing that anybody could type in."""
    meeting = asked()
    words = read(client, f"meetings/{meeting.number}/notice/")
    code = disclosure.code_on_paper(meeting.ref)
    assert code
    assert code in words
    assert f"/c/{CODE}/check" in words
    assert f"/c/{CODE}/meetings/{meeting.number}/" in read(client, f"check/{code}/")


def test_it_says_who_called_and_on_which_weekday(community: str, client: Client) -> None:
    words = read(client, f"meetings/{asked().number}/notice/")
    assert "星期一" in words
    assert "召集人：居民委员会" in words


@pytest.mark.usefixtures("own_keys")
def test_of_a_hearing_it_says_until_when_one_can_ask_to_speak(community: str, client: Client) -> None:
    hearing = hearings.called(hearings.parking())
    with at(hearings.CALLED, 12):
        assert "报名：至少到2026年3月15日 09:00都可以报" in read(client, f"meetings/{hearing.number}/notice/")
        page = read(client, f"hearings/{hearing.number}/")
        assert "至少到2026年3月15日 09:00都可以" in page
        assert "登录后可以报名或提意见" in page
        english = client.get(f"/en/c/{CODE}/meetings/{hearing.number}/notice/").content.decode()
        assert "at least until 15 March 2026, 09:00" in english
    hearings.list_closed(hearings.told(hearing))
    with at(hearings.CLOSED, 12):
        assert "想发言的" not in read(client, f"meetings/{hearing.number}/notice/")
        page = read(client, f"hearings/{hearing.number}/")
    assert "登录后可以报名" not in page
    assert "登录后可以提意见" in page


@pytest.mark.usefixtures("own_keys")
def test_once_a_hearing_is_over_no_guest_is_told_to_apply_or_to_send_something_in(
    community: str, client: Client
) -> None:
    meeting = hearings.concluded()
    with at(hearings.EVENING + timedelta(days=4)):
        assert "登录后可以" not in read(client, f"hearings/{meeting.number}/")
        assert (
            "Sign in to"
            not in client.get(f"/en/c/{CODE}/hearings/{meeting.number}/").content.decode().split("<main")[1]
        )
