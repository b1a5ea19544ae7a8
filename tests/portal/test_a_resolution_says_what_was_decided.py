"""A resolution on the board says what was decided: by whom, when, with which votes, what changes, what comes next.

Failed before: the form that the desk leads to knew the title alone, and sent as it was offered it hung as a title; the
notice of a meeting about an amendment told its number and nothing of what would change.
"""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.decisions.models import Decision
from sunward.disclosure.models import Publication
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from tests.by_links import Walk
from tests.charter import amendments
from tests.charter.amendments import MEDIUM, NOTICE, change, draft, lay_before
from tests.decisions import scenes as deciding
from tests.meetings import scenes
from tests.meetings.resolving import roll_of_the_room
from tests.stage import CODE, DIRECTOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
both = pytest.mark.parametrize("language", ["zh", "en"])
FORM = "do/disclosure.publish/"
SINCE = date(2026, 6, 1)


def posted_as_offered(language: str) -> Publication:
    walk = Walk(holder(CODE, DIRECTOR), language).duties().go(FORM)
    walk.send()
    return Publication.objects.get(item="resolutions")


@both
@pytest.mark.usefixtures("own_keys")
def test_sent_as_it_is_offered_it_says_what_was_decided(language: str, client: Client) -> None:
    made = deciding.decided(authorised_amount="36500")
    with deciding.day(deciding.MEETING + timedelta(days=1)):
        posted = posted_as_offered(language)
        for words in (
            f"决定的事项：{made.title}（事项 {made.matter.number}）。", "可以支出：¥36,500。",
            "2026年3月27日，居民代表会议表决通过", made.number, "数字由便民服务中心办事员报告",
            "应到 64，实到 50，赞成 41，反对 5，弃权 4", "接下来：组织实施、结果公开。", "有异议的",
        ):  # fmt: skip
            assert words in posted.text, words
        assert (posted.bare, posted.title_en) == (False, f"Resolution: {made.title}")
        sheet = client.get(f"/{language}/c/{CODE}/publications/{posted.number}/poster/").content.decode()
    assert "赞成 41，反对 5" in sheet


@both
def test_of_an_amendment_it_says_what_changes_and_from_when(language: str) -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"), change(NOTICE, 7), since=SINCE)
    decision = amendments.vote(drafted)
    meeting = Decision.objects.get(number=decision).step.meeting
    with clock.moved_to(clock.moment(clock.today(), 12)):
        text = posted_as_offered(language).text
    for words in (
        f"会议 {meeting} 上表决通过", "赞成 9，反对 0，弃权 0", f"（草案 {drafted.id}）", "10,000 元 → 8,000 元",
        "自 2026年6月1日 起施行",
    ):  # fmt: skip
        assert words in text, words


def test_one_that_is_not_in_order_is_posted_as_such() -> None:
    deciding.decided(notice=4)
    with deciding.day(deciding.MEETING + timedelta(days=1)):
        assert "注意，不合规，现在不能据此办事：" in posted_as_offered("zh").text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("通过的话，自 2026年6月1日（星期一） 起改", "10,000 元 → 8,000 元", "修改规则册")),
        ("en", ("places change from Monday 1 June 2026 on", "10,000 yuan → 8,000 yuan")),
    ],
)
def test_the_notice_of_a_meeting_says_what_an_amendment_would_change(
    language: str, words: tuple[str, ...], client: Client
) -> None:
    drafted, other = draft(change(MEDIUM, "8000 yuan"), since=SINCE), draft(change(NOTICE, 7), since=SINCE)
    matter: Ref = lay_before(drafted)
    roll = roll_of_the_room(CODE, 14)
    meeting = scenes.convene(on=date(2026, 5, 20), roll=roll.number)
    scenes.add_item(meeting, title=f"修改规则册 {drafted.id}", matter_kind="community_rules", about=str(matter))
    address = f"/{language}/c/{CODE}/meetings/{meeting.number}/notice/"
    sheet = client.get(address).content.decode()
    for one in words:
        assert one in sheet, one
    amendments.adopt(other, amendments.vote(other))
    sheet = client.get(address).content.decode()
    assert words[1] not in sheet
    assert f"{other.id}" in sheet, "it says by what the draft was overtaken instead"
